from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from publishing.admin.dates import Calendar, fingerprint, lasting, long_lasting, room

CALENDAR = Calendar(
    now=datetime(2026, 11, 23, 7, 42, tzinfo=UTC), zone=ZoneInfo("Asia/Shanghai")
)


def test_days_are_said_with_the_year_only_where_it_is_another() -> None:
    assert CALENDAR.day(date(2026, 11, 5)) == "11 月 5 日"
    assert CALENDAR.day(date(2027, 1, 5)) == "2027 年 1 月 5 日"


def test_an_instant_of_the_local_day_is_today() -> None:
    assert CALENDAR.moment(datetime(2026, 11, 22, 16, 5, tzinfo=UTC)) == "今天 00:05"
    assert (
        CALENDAR.moment(datetime(2026, 11, 22, 15, 59, tzinfo=UTC))
        == "11 月 22 日 23:59"
    )


def test_a_half_open_end_at_midnight_is_said_as_the_day_before() -> None:
    assert CALENDAR.last_day(datetime(2026, 12, 21, 16, tzinfo=UTC)) == "12 月 21 日"


def test_the_head_says_day_weekday_and_time() -> None:
    assert CALENDAR.header() == "11 月 23 日 周一 15:42"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 秒"), (59, "59 秒"), (60, "1 分"), (3600, "1 小时"), (172_800, "2 天")],
)
def test_a_duration_is_said_in_its_largest_whole_unit(seconds: int, words: str) -> None:
    assert lasting(seconds) == words


def test_what_was_painted_is_said_in_two_units() -> None:
    assert long_lasting(5_000) == "5 秒"
    assert long_lasting(65_000) == "1 分 5 秒"
    assert long_lasting(3_725_000) == "1 小时 2 分"


def test_an_age_of_the_future_is_no_age() -> None:
    assert CALENDAR.age(datetime(2026, 11, 23, 8, tzinfo=UTC)) == "0 秒前"


def test_room_and_fingerprints_can_be_read_out() -> None:
    assert room(1_100_000_000) == "1.1 GB"
    assert room(20_000_000) == "20 MB"
    assert fingerprint("7f3a90c1") == "7f3a 90c1"
