import pytest

from media.speech.reader import Reader
from media.speech.speaker import NothingToSay
from tests.fakes.speech import FakeSpeaker


def test_the_next_sentence_is_made_while_this_one_plays() -> None:
    speaker = FakeSpeaker()

    with Reader(speaker) as reader:
        reader.read(["一", "二", "三"], 0)
        speaker.heard.clear()
        reader.read(["一", "二", "三"], 1)
        reader.read(["一", "二", "三"], 2)

    assert speaker.spoken == ["一", "二", "三"]


def test_only_so_many_sounds_are_kept() -> None:
    speaker = FakeSpeaker()

    with Reader(speaker, kept=1) as reader:
        for text in ("一", "二", "一"):
            reader.read([text], 0)

    assert speaker.spoken == ["一", "二", "一"]


def test_what_was_read_can_be_forgotten() -> None:
    speaker = FakeSpeaker()

    with Reader(speaker) as reader:
        reader.read(["一"], 0)
        reader.forget()
        reader.read(["一"], 0)

    assert speaker.spoken == ["一", "一"]


def test_a_sentence_that_failed_is_tried_anew_when_asked_again() -> None:
    speaker = FakeSpeaker()

    with Reader(speaker) as reader:
        for _ in range(2):
            with pytest.raises(NothingToSay):
                reader.read([" "], 0)

    assert speaker.spoken == [" ", " "]


def test_a_next_sentence_that_fails_does_not_spoil_this_one() -> None:
    with Reader(FakeSpeaker()) as reader:
        speech = reader.read(["一", " "], 0)

    assert speech.duration_s == pytest.approx(0.1)
