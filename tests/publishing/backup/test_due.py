from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from publishing.backup.due import Alarm, Run, alarm_of, is_due, last_night

ZONE = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
NIGHT = datetime(2026, 12, 30, 18, 0, tzinfo=UTC)
"""Two o'clock of 31 December in the county."""
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def due(now: datetime, *runs: Run, since: datetime = LONG_AGO) -> bool:
    return is_due(now, hour=2, zone=ZONE, since=since, runs=runs)


def test_the_night_s_backup_is_due_from_its_hour_on_and_once() -> None:
    before = Run(begun_at=NIGHT - timedelta(hours=23), good=True)

    assert not due(NIGHT - timedelta(seconds=1), before)
    assert due(NIGHT, before)
    assert not due(NIGHT, before, Run(begun_at=NIGHT, good=True))
    assert due(NIGHT + timedelta(days=1), Run(begun_at=NIGHT, good=True))


def test_a_missed_night_is_made_up_and_a_young_county_waits_for_its_first() -> None:
    assert due(NIGHT + timedelta(hours=9))
    assert not due(NIGHT + timedelta(hours=9), since=NIGHT + timedelta(hours=1))


def test_what_failed_is_tried_again_after_an_hour() -> None:
    failed = Run(begun_at=NIGHT + timedelta(minutes=1), good=False)

    assert not due(NIGHT + timedelta(minutes=30), failed)
    assert due(NIGHT + timedelta(minutes=62), failed)


def test_a_run_of_a_clock_that_had_run_ahead_counts_for_nothing() -> None:
    assert due(NIGHT, Run(begun_at=NIGHT + timedelta(days=365), good=True))


def test_the_hour_is_found_on_both_days_on_which_clocks_change() -> None:
    spring = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)
    autumn = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)

    assert last_night(spring, hour=2, zone=NEW_YORK) == datetime(
        2026, 3, 8, 7, 0, tzinfo=UTC
    )
    assert last_night(autumn, hour=1, zone=NEW_YORK) == datetime(
        2026, 11, 1, 5, 0, tzinfo=UTC
    )
    assert last_night(datetime(2027, 1, 1, tzinfo=UTC), hour=9, zone=ZONE) == datetime(
        2026, 12, 31, 1, 0, tzinfo=UTC
    )


def test_staff_are_alarmed_when_the_last_failed_or_the_newest_is_too_old() -> None:
    def alarm(newest: datetime | None, failed: str = "") -> Alarm | None:
        return alarm_of(
            NIGHT,
            since=NIGHT - timedelta(hours=20),
            too_old=timedelta(hours=30),
            newest_good=newest,
            failed=failed,
        )

    old = NIGHT - timedelta(hours=31)
    assert alarm(NIGHT - timedelta(hours=30)) is None
    assert alarm(old) == Alarm(newest_at=old)
    # A county that began less than so long ago has no backup yet, and may have none.
    assert alarm(None) is None
    assert alarm(NIGHT, "盘满了") == Alarm(failed="盘满了", newest_at=NIGHT)
