from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from publishing.backup.retention import Made, Retention, kept

ZONE = ZoneInfo("Asia/Shanghai")
RULE = Retention(daily=7, weekly=4, monthly=12)
NEWEST = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)
"""New year's night in the county: 2 o'clock of 1 January 2027."""


def nightly(days: int) -> list[Made]:
    return [
        Made(name=f"n{day}", at=NEWEST - timedelta(days=day), good=True)
        for day in range(days)
    ]


def test_of_two_years_of_nights_days_weeks_and_months_stay() -> None:
    names = kept(nightly(730), RULE, ZONE)

    assert {f"n{day}" for day in range(7)} <= names
    assert len(names) <= 7 + 4 + 12
    oldest = max(int(name[1:]) for name in names)
    assert 300 < oldest < 366


def test_the_last_of_a_day_stays_and_a_centre_that_stood_still_loses_none() -> None:
    made = [
        Made(name="morning", at=NEWEST - timedelta(days=90, hours=8), good=True),
        Made(name="night", at=NEWEST - timedelta(days=90), good=True),
        Made(name="old", at=NEWEST - timedelta(days=200), good=True),
    ]

    assert kept(made, RULE, ZONE) == {"night", "old", "morning"}
    # At two o'clock at night a day is over: the morning was the day before.
    assert kept(made, Retention(daily=1, weekly=0, monthly=0), ZONE) == {"night"}


def test_what_was_not_found_good_stays_only_while_nothing_newer_was() -> None:
    bad = Made(name="bad", at=NEWEST, good=False)
    older = Made(name="older", at=NEWEST - timedelta(days=9), good=False)

    assert kept([bad, older], RULE, ZONE) == {"bad", "older"}
    assert kept([bad, older, *nightly(3)[1:]], RULE, ZONE) == {"bad", "n1", "n2"}


def test_the_last_from_before_an_upgrade_stays() -> None:
    before = [
        Made(
            name=f"u{days}",
            at=NEWEST - timedelta(days=days),
            good=True,
            before_upgrade=True,
        )
        for days in (400, 500)
    ]

    names = kept([*nightly(380), *before], RULE, ZONE)

    assert "u400" in names
    assert "u500" not in names
