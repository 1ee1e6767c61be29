from datetime import time

import pytest

from programme.hours import DayHours, OpenSpan
from publishing.admin.fields import all_of, spans_of, spans_text
from publishing.admin.hours import hours_words
from publishing.errors import Refused

MORNING = OpenSpan(from_time=time(8, 30), to_time=time(12))
AFTERNOON = OpenSpan(from_time=time(14), to_time=time(17, 30))


@pytest.mark.parametrize(
    "text",
    ["8:30-12:00、14:00-17:30", "8：30—12，14-17:30", " 8:30 - 12:00 、14:00–17:30"],
)
def test_hours_are_read_as_people_type_them(text: str) -> None:
    assert spans_of(text, "周一") == (MORNING, AFTERNOON)


def test_no_hours_are_no_hours() -> None:
    assert spans_of("  ", "周一") == ()


@pytest.mark.parametrize("text", ["下午", "12:00-8:30", "25:00-26:00", "8:30"])
def test_hours_that_cannot_be_are_refused_by_their_field(text: str) -> None:
    with pytest.raises(Refused, match="“周一”看不懂"):
        spans_of(text, "周一")


def test_hours_are_written_as_they_are_typed() -> None:
    assert spans_text((MORNING, AFTERNOON)) == "8:30-12:00、14:00-17:30"


def test_weekdays_with_the_same_hours_are_said_together() -> None:
    hours = [DayHours(weekday=day, spans=(MORNING,)) for day in (1, 2, 3, 6)]

    assert hours_words(hours) == "周一、周二、周三、周六 8:30-12:00"
    assert hours_words(hours[:3]) == "周一至周三 8:30-12:00"
    assert hours_words(()) == "不开"


@pytest.mark.parametrize("text", ["8:30-12:00、11:00-13:00", "14:00-17:30、8:30-12:00"])
def test_hours_that_overlap_or_run_back_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="“周一”的时段叠在一起"):
        spans_of(text, "周一")


def _refuse(words: str) -> None:
    raise Refused(words)


def test_all_mistakes_of_a_form_are_said_at_once() -> None:
    readers = {
        "name": lambda: _refuse("“名称”没有填。请写上。"),
        "level": lambda: "village",
        "id": lambda: _refuse("“编号”没有填。请写上。"),
    }

    with pytest.raises(Refused) as said:
        all_of(readers)

    assert str(said.value) == (
        "有 2 处要改：“名称”没有填。请写上。“编号”没有填。请写上。"
    )


def test_a_form_without_mistakes_gives_every_value() -> None:
    assert all_of({"one": lambda: 1, "two": lambda: 2}) == {"one": 1, "two": 2}
