import sys
import threading

import pytest

from media.speech.phonetic import script
from media.speech.pyttsx3_speaker import LONGEST_TEXT, Pyttsx3Speaker
from media.speech.sound import measure
from media.speech.speaker import (
    NothingToSay,
    SoundTooShort,
    Speaker,
    SynthesisFailed,
    SynthesisTimedOut,
    TextTooLong,
    VoiceMissing,
)
from tests.fakes.speech import wave_of

_SENTENCE = "请您带好户口簿，到12号窗口办理，电话0555-010-1234。"


def test_a_sentence_is_spoken_at_the_pace_of_speech() -> None:
    with Pyttsx3Speaker() as speaker:
        speech = speaker.speak(_SENTENCE)

    sound = measure(speech.wav)
    pace = sound.audible_s / script(_SENTENCE).syllables
    assert 0.15 < pace < 0.45
    assert speech.duration_s == sound.duration_s


def test_every_sentence_of_many_is_whole() -> None:
    with Pyttsx3Speaker() as speaker:
        lengths = {round(speaker.speak(_SENTENCE).duration_s, 1) for _ in range(20)}

    assert len(lengths) == 1


@pytest.mark.parametrize("text", ["", "，。！？", "😀", "　\n"])
def test_a_text_without_words_is_never_spoken(text: str) -> None:
    with Pyttsx3Speaker() as speaker, pytest.raises(NothingToSay):
        speaker.speak(text)


def test_a_text_that_was_not_cut_is_refused() -> None:
    with Pyttsx3Speaker() as speaker, pytest.raises(TextTooLong):
        speaker.speak("字" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize("voice", ["zh", "cmn", "sit/cmn-wrong"])
def test_a_voice_that_is_not_there_is_an_error_and_no_gibberish(voice: str) -> None:
    with Pyttsx3Speaker(voice=voice) as speaker, pytest.raises(VoiceMissing):
        speaker.warm_up()


@pytest.mark.parametrize(
    ("recording", "error"),
    [
        (wave_of(tone_s=0.05), SoundTooShort),
        (wave_of(tone_s=0, silence_s=9), SoundTooShort),
        (b"no wave", SynthesisFailed),
    ],
)
def test_a_sound_that_cannot_hold_the_words_is_an_error(
    recording: bytes, error: type[Exception]
) -> None:
    code = (
        "import sys;sys.stdin.readline();"
        f"print('{{\"bytes\": {len(recording)}}}',flush=True);"
        f"sys.stdout.buffer.write(bytes.fromhex('{recording[:2000].hex()}')"
        f"+bytes({max(0, len(recording) - 2000)}))"
    )

    with _speaker(code) as speaker, pytest.raises(error):
        speaker.speak(_SENTENCE)


def test_an_engine_that_fails_is_an_error() -> None:
    code = 'print(\'{"fault": "engine", "detail": "no file was left"}\');input()'

    with _speaker(code) as speaker, pytest.raises(SynthesisFailed, match="no file"):
        speaker.speak(_SENTENCE)


def test_a_voice_that_hangs_is_ended() -> None:
    code = "import threading;threading.Event().wait(60)"

    with _speaker(code) as speaker, pytest.raises(SynthesisTimedOut):
        speaker.speak(_SENTENCE)


def test_two_residents_at_once_get_each_their_own_sentence() -> None:
    texts = ["您好", "请到一楼十二号窗口办理"]
    heard: dict[str, float] = {}

    with Pyttsx3Speaker() as speaker:
        alone = {text: speaker.speak(text).duration_s for text in texts}
        threads = [
            threading.Thread(target=_hear, args=(speaker, text, heard))
            for text in texts
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(5)

    assert heard == pytest.approx(alone, abs=0.1)


def _hear(speaker: Speaker, text: str, heard: dict[str, float]) -> None:
    heard[text] = speaker.speak(text).duration_s


def _speaker(code: str) -> Pyttsx3Speaker:
    return Pyttsx3Speaker(command=[sys.executable, "-S", "-c", code], deadline_s=1)
