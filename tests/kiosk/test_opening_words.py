from datetime import UTC, datetime

import pytest

from kiosk.opening_words import counter_chip, hall_chip
from kiosk.shelf import Contents
from kiosk.words import read_words
from programme.workdays import Workdays
from tests.fakes.device_store import CALENDAR, demo_services

WORDS = read_words()["zh-CN"]
DEMO, _ = demo_services()
COUNTER = next(one for one in DEMO.counters if one.id == "qinghe-hall-12")
CONTENTS = Contents(workdays=Workdays(CALENDAR))


@pytest.mark.parametrize(
    ("china", "text"),
    [
        ("2026-11-23T15:42", "现在能办，17:30 下班"),
        ("2026-11-23T09:00", "现在能办，12:00 午休"),
        ("2026-11-23T17:10", "能办，还有 20 分钟下班"),
        ("2026-11-23T11:45", "能办，还有 15 分钟午休"),
        ("2026-11-23T12:30", "现在午休，今天 13:30 上班"),
        ("2026-11-23T07:00", "现在不办，今天 8:30 上班"),
        ("2026-11-23T18:00", "现在不办，明天 8:30 上班"),
        ("2026-11-28T10:00", "周六不办，周一 8:30 上班"),
        ("2026-10-10T10:00", "现在能办，12:00 午休"),
        ("2026-10-01T10:00", "周四不办，周一 8:30 上班"),
    ],
)
def test_a_counter_says_whether_it_is_open(china: str, text: str) -> None:
    at = datetime.fromisoformat(f"{china}+08:00").astimezone(UTC)

    chip = counter_chip(COUNTER, CONTENTS, at, WORDS)

    assert chip is not None
    assert chip.text == text


def test_a_counter_without_hours_says_to_call() -> None:
    shut = COUNTER.model_copy(update={"hours": ()})

    chip = counter_chip(shut, CONTENTS, datetime(2026, 11, 23, tzinfo=UTC), WORDS)

    assert chip is not None
    assert (chip.kind, chip.text) == ("plain", "没写时间，去前先打电话")


def test_without_content_nothing_is_said_of_the_hall() -> None:
    assert hall_chip(Contents(), datetime(2026, 11, 23, tzinfo=UTC), WORDS) is None
