"""Say what a speaker is and how it may fail; the voices themselves live elsewhere."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """Hold one spoken sentence."""

    wav: bytes
    """PCM, 16 bit, mono; the browser on the same machine plays it as it is."""

    duration_s: float
    """How long it plays."""


class Speaker(Protocol):
    """Turn Chinese text into sound; the edge of the world for reading aloud."""

    def speak(self, text: str) -> Speech:
        """Make the sound of one sentence.

        Raises:
            SpeechError: Of the kind that says what stood in the way.
        """
        ...


class SpeechError(Exception):
    """Reading aloud went wrong.

    SpeechError
    ├── NothingToSay      the text has no word (the caller skips it)
    ├── TextTooLong       the caller must cut it into sentences first
    ├── VoiceMissing      the machine lacks the voice (install espeak-ng)
    ├── SynthesisFailed   the voice process broke off or refused
    ├── SynthesisTimedOut the voice process hung and was ended
    └── SoundTooShort     sound came, but it cannot hold the words
    """

    code = "speech"


class NothingToSay(SpeechError):
    """The text holds no word: empty, or marks and pictures only."""

    code = "speech.nothing-to-say"

    def __init__(self, text: str) -> None:
        super().__init__(f"这段没有可以读的字：{text[:20]!r}")
        self.text = text


class TextTooLong(SpeechError):
    """The text is longer than one sentence may be."""

    code = "speech.text-too-long"

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"这段有 {length} 个字，一次最多读 {longest} 个，请分句")
        self.length = length
        self.longest = longest


class VoiceMissing(SpeechError):
    """The machine does not offer the very voice that was asked for."""

    code = "speech.voice-missing"

    def __init__(self, asked: str, got: str) -> None:
        super().__init__(
            f"本机没有语音 {asked}（得到的是：{got}），请安装 espeak-ng 后重启"
        )
        self.asked = asked
        self.got = got


class SynthesisFailed(SpeechError):
    """The voice process broke off, refused, or left no sound."""

    code = "speech.synthesis-failed"

    def __init__(self, reason: str) -> None:
        super().__init__(f"这句没有读成（{reason}），请再试一次")
        self.reason = reason


class SynthesisTimedOut(SpeechError):
    """The voice process gave no answer in time and was ended."""

    code = "speech.synthesis-timed-out"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"等了 {seconds:g} 秒没有声音，已重新准备，请再试一次")
        self.seconds = seconds


class SoundTooShort(SpeechError):
    """The sound is too short or too quiet to hold the words."""

    code = "speech.sound-too-short"

    def __init__(self, audible_s: float, least_s: float) -> None:
        super().__init__(f"声音只有 {audible_s:.2f} 秒，至少要 {least_s:.2f} 秒")
        self.audible_s = audible_s
        self.least_s = least_s
