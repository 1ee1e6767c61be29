import pytest

from media.speech.sound import measure
from media.speech.speaker import NothingToSay, Speaker
from media.speech.voice_child import Engine
from tests.fakes.speech import FakeEngine, FakeSpeaker, HeldSpeaker


def test_the_fake_speaker_obeys_the_protocol() -> None:
    speaker: Speaker = FakeSpeaker()

    speech = speaker.speak("您好")

    assert measure(speech.wav).duration_s == pytest.approx(speech.duration_s)
    with pytest.raises(NothingToSay):
        speaker.speak(" ")


def test_the_held_speaker_speaks_when_told_to_go_on() -> None:
    speaker = HeldSpeaker(held=("二",))
    speaker.go_on.set()

    for text in ("一", "二"):
        speaker.speak(text)

    assert speaker.made == ["一", "二"]
    assert speaker.holding.is_set()


def test_the_fake_engine_keeps_its_voice_when_the_asked_one_is_not_there() -> None:
    engine: Engine = FakeEngine()

    engine.setProperty("voice", "zh")
    kept = engine.getProperty("voice")
    engine.setProperty("voice", "sit/cmn-latn-pinyin")

    assert kept == "gmw/en"
    assert engine.getProperty("voice") == "sit/cmn-latn-pinyin"
