import subprocess
import sys

import pytest

from media.speech.speaker import NothingToSay
from signage.voice import LateSpeaker

_LOADED = "import signage.app, sys; print('pypinyin' in sys.modules)"


def test_a_screen_that_never_sounds_does_without_the_readings() -> None:
    told = subprocess.run(  # noqa: S603 - our own interpreter
        (sys.executable, "-c", _LOADED), check=True, capture_output=True, text=True
    )

    assert told.stdout == "False\n"


def test_the_voice_speaks_and_refuses_as_any_speaker_does() -> None:
    with LateSpeaker() as speaker:
        first = speaker.speak("暴雨橙色预警。")
        second = speaker.speak("暴雨橙色预警。")
        with pytest.raises(NothingToSay):
            speaker.speak("。")

    assert first.duration_s > 1
    assert second.duration_s == pytest.approx(first.duration_s, abs=0.2)


def test_what_was_never_used_closes_without_a_word() -> None:
    with LateSpeaker() as speaker:
        assert speaker is not None
