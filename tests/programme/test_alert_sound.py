from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from programme.alert_sound import AlertSound, AlertTimes, QuietHours, may_sound

CHINA = ZoneInfo("Asia/Shanghai")
ONCE = AlertSound(times=AlertTimes.ONCE)
NIGHT = QuietHours(from_time=time(21), to_time=time(7))
NOON = QuietHours(from_time=time(12), to_time=time(14))


def local(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, 31, hour, minute, tzinfo=CHINA).astimezone(UTC)


def test_where_nobody_chose_nothing_is_heard() -> None:
    assert not may_sound(None, local(10), CHINA)
    assert may_sound(ONCE, local(3), CHINA)


@pytest.mark.parametrize(
    ("quiet", "heard", "silent"),
    [
        (NIGHT, ((7, 0), (12, 0), (20, 59)), ((21, 0), (0, 0), (6, 59))),
        (NOON, ((11, 59), (14, 0), (0, 0)), ((12, 0), (13, 59))),
    ],
)
def test_quiet_hours_are_half_open_and_may_pass_midnight(
    quiet: QuietHours, heard: tuple[tuple[int, int]], silent: tuple[tuple[int, int]]
) -> None:
    sound = AlertSound(times=AlertTimes.REPEATED, quiet=quiet)

    assert all(may_sound(sound, local(*at), CHINA) for at in heard)
    assert not any(may_sound(sound, local(*at), CHINA) for at in silent)


def test_quiet_hours_follow_the_wall_clock_through_both_clock_changes() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    sound = AlertSound(times=AlertTimes.ONCE, quiet=NIGHT)
    for month, day in ((3, 29), (10, 25)):
        before = datetime(2026, month, day, 6, 59, tzinfo=berlin)
        after = before.astimezone(UTC) + timedelta(minutes=1)

        assert not may_sound(sound, before, berlin)
        assert may_sound(sound, after, berlin)


def test_quiet_hours_that_end_when_they_begin_are_refused() -> None:
    with pytest.raises(ValidationError, match="不能一样"):
        QuietHours(from_time=time(7), to_time=time(7))


def test_what_nobody_set_is_left_out_of_what_is_signed() -> None:
    assert ONCE.model_dump(mode="json") == {"times": "once"}
