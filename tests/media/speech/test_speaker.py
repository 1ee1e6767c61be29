import pytest

from media.speech.speaker import (
    NothingToSay,
    SoundTooShort,
    SpeechError,
    SynthesisFailed,
    SynthesisTimedOut,
    TextTooLong,
    VoiceMissing,
)


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (NothingToSay("，"), "speech.nothing-to-say", "没有可以读的字"),
        (TextTooLong(900, 600), "speech.text-too-long", "900 个字"),
        (VoiceMissing("zh", "gmw/en"), "speech.voice-missing", "请安装 espeak-ng"),
        (SynthesisFailed("x"), "speech.synthesis-failed", "请再试一次"),
        (SynthesisTimedOut(8), "speech.synthesis-timed-out", "等了 8 秒"),
        (SoundTooShort(0.1, 2), "speech.sound-too-short", "至少要 2.00 秒"),
    ],
)
def test_each_error_has_a_code_for_programs_and_words_for_people(
    error: SpeechError, code: str, says: str
) -> None:
    assert error.code == code
    assert says in str(error)
