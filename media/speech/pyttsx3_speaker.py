"""Speak Mandarin with pyttsx3 and espeak-ng in a warm child process.

Decides whether what came back may be played; numbers and readings are made in
`phonetic.py`.
"""

import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from media.speech.phonetic import Script, script
from media.speech.sound import NotAWave, measure
from media.speech.speaker import (
    NothingToSay,
    SoundTooShort,
    Speech,
    SynthesisFailed,
    TextTooLong,
    VoiceMissing,
)
from media.speech.voice_process import Refusal, VoiceProcess

PINYIN_VOICE = "sit/cmn-latn-pinyin"
"""The one voice that reads pinyin as Mandarin; `cmn` says it letter by letter."""

LONGEST_TEXT = 600
"""Ten sentences; the pipe to the child takes it without waiting."""

_RATE_WPM = 160
_DEADLINE_S = 8.0
_LEAST_S_PER_SYLLABLE_AND_WPM = 16.0
"""About a third of what a syllable takes: less than that and words are missing."""


class Pyttsx3Speaker:
    """Speak one text at a time; any thread may ask."""

    def __init__(
        self,
        *,
        voice: str = PINYIN_VOICE,
        rate_wpm: int = _RATE_WPM,
        deadline_s: float = _DEADLINE_S,
        command: Sequence[str] | None = None,
    ) -> None:
        self._voice = voice
        self._rate_wpm = rate_wpm
        self._deadline_s = deadline_s
        self._process = VoiceProcess(command or self._own_command())
        self._one_at_a_time = threading.Lock()

    def speak(self, text: str) -> Speech:
        """Make the sound of one sentence.

        Raises:
            NothingToSay: If the text holds no word.
            TextTooLong: If the text was not cut into sentences.
            VoiceMissing: If the machine lacks this very voice.
            SynthesisFailed: If the voice process broke off or left no sound.
            SynthesisTimedOut: If it hung; it is started anew for the next sentence.
            SoundTooShort: If the sound cannot hold the words.
        """
        if len(text) > LONGEST_TEXT:
            raise TextTooLong(len(text), LONGEST_TEXT)
        said = script(text)
        if not said.syllables:
            raise NothingToSay(text)
        with self._one_at_a_time:
            answer = self._process.ask(said.words, within_s=self._deadline_s)
        if isinstance(answer, Refusal):
            raise self._refused(answer)
        return self._accepted(answer, said)

    def warm_up(self) -> None:
        """Start the voice and load the readings, so that the first sentence is quick.

        Raises:
            SpeechError: If the machine cannot speak; then it never will.
        """
        self.speak("您好")

    def close(self) -> None:
        """End the voice process."""
        with self._one_at_a_time:
            self._process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _own_command(self) -> tuple[str, ...]:
        child = str(Path(__file__).with_name("voice_child.py"))
        wait_s = str(self._deadline_s)
        # -P: the folder of the child must not stand before the standard library
        return (sys.executable, "-P", child, self._voice, str(self._rate_wpm), wait_s)

    def _refused(self, answer: Refusal) -> VoiceMissing | SynthesisFailed:
        if answer.kind == "voice":
            return VoiceMissing(self._voice, answer.detail)
        return SynthesisFailed(answer.detail)

    def _accepted(self, recording: bytes, said: Script) -> Speech:
        try:
            sound = measure(recording)
        except NotAWave as error:
            raise SynthesisFailed(str(error)) from error
        least_s = said.syllables * _LEAST_S_PER_SYLLABLE_AND_WPM / self._rate_wpm
        if sound.audible_s < least_s:
            raise SoundTooShort(sound.audible_s, least_s)
        return Speech(wav=recording, duration_s=sound.duration_s)
