import pytest

from media.speech.reader import Reader
from media.speech.speaker import NothingToSay
from tests.fakes.speech import FakeSpeaker, HeldSpeaker

_LONG = "本季度收支已经村务监督委员会核对，并经村民代表会议通过。"
_FIRST, _REST = "本季度收支已经村务监督委员会核对，", "并经村民代表会议通过。"


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


def test_the_first_words_are_heard_before_the_rest_is_made() -> None:
    speaker = HeldSpeaker(held=(_REST,))

    with Reader(speaker) as reader:
        first = reader.begin([_LONG, "下一句。"], 0)
        made_by_then = list(speaker.made)
        speaker.go_on.set()
        rest = reader.rest([_LONG, "下一句。"], 0)
        reader.read([_LONG, "下一句。"], 1)

    assert made_by_then == [_FIRST]
    assert first.duration_s == pytest.approx(0.1 * len(_FIRST))
    assert rest is not None
    assert rest.duration_s == pytest.approx(0.1 * len(_REST))
    assert speaker.made == [_FIRST, _REST, "下一句。"]


def test_a_short_sentence_has_no_rest_and_the_next_is_made_at_once() -> None:
    speaker = FakeSpeaker()

    with Reader(speaker) as reader:
        reader.begin(["好。", "二"], 0)
        nothing = reader.rest(["好。", "二"], 0)
        reader.read(["好。", "二"], 1)

    assert nothing is None
    assert speaker.spoken == ["好。", "二"]


def test_a_touch_elsewhere_does_not_wait_for_what_was_wanted_ahead() -> None:
    speaker = HeldSpeaker(held=("甲二",))

    with Reader(speaker) as reader:
        reader.read(["甲一", "甲二"], 0)
        assert speaker.holding.wait(5)
        reader.read(["甲一", "甲三"], 0)
        reader.begin(["甲一"], 0)
        speaker.go_on.set()
        reader.read(["乙"], 0)

    assert speaker.made == ["甲一", "甲二", "乙"]
