"""What is missing near a window's end is added in time, or hangs anew."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from programme.programme import target_of
from publishing.tables.release import ReleaseDue
from publishing.tables.schedule import DisplayGroup
from tests.fakes.day_sums import (
    KIOSK,
    LAST,
    SCREEN,
    begun,
    curing,
    delivered,
    last_on,
    morning_after,
    shown,
)
from tests.fakes.desk import County
from tests.fakes.showing import WORKDAYS, local

TUESDAY = date(2026, 11, 24)


def test_on_its_last_evening_what_is_missing_is_added_before_it_comes_down(
    county: County,
) -> None:
    disclosure = begun(county)
    days = [WORKDAYS.nth_after(date(2026, 11, 23), count).on for count in range(1, 20)]
    shown(county, disclosure, days)
    job = curing(county)
    county.clock.at = local(LAST, 17)
    before = job.tick()

    county.clock.at = local(LAST, 17, 31)
    delivered(county, local(LAST, 17, 31), devices=[KIOSK])

    assert (before, curing(county).tick()) == (0, 1)
    assert last_on(county) == date(2026, 12, 22)


# Outdoors a screen is in service until its window ends; a hall may be shut that day.
@pytest.mark.parametrize(
    "hours",
    [[{"from_time": "00:00:00", "to_time": "23:59:00"}], []],
    ids=["until the end", "not on that day"],
)
def test_what_is_missing_is_added_where_no_evening_lies_before_the_end(
    county: County, hours: list[dict[str, str]]
) -> None:
    disclosure = begun(county)
    days = [WORKDAYS.nth_after(date(2026, 11, 23), count).on for count in range(1, 20)]
    shown(county, disclosure, [*days[:-1], LAST])
    served = [{"weekday": LAST.isoweekday(), "spans": hours}]
    with county.database.session() as session:
        for group in session.scalars(select(DisplayGroup)):
            others = [one for one in group.service_hours if one["weekday"] != 1]
            group.service_hours = [*served, *others]
    job = curing(county)

    moved = []
    for at in (local(LAST, 22), local(LAST, 23, 1), local(LAST, 23, 59)):
        county.clock.at = at
        moved.append(job.tick())

    assert sum(moved) == 1
    assert last_on(county) == date(2026, 12, 22)


# REQ-9
def test_what_ended_short_while_the_centre_stood_still_hangs_anew(
    county: County,
) -> None:
    disclosure = begun(county)
    shown(county, disclosure, [TUESDAY])
    morning_after(county, date(2026, 12, 22))
    job = curing(county)

    first, again = job.tick(), job.tick()

    assert (first, again) == (1, 0)
    # 19 of the 20 days are missing; 23 December is the first that may count again.
    assert last_on(county) == WORKDAYS.nth_after(date(2026, 12, 22), 19).on
    with county.database.reading() as session:
        due = session.get(ReleaseDue, target_of(SCREEN))
    assert due is not None


def test_what_ended_meanwhile_waits_a_day_for_records_that_were_cut_off_too(
    county: County,
) -> None:
    begun(county)
    county.clock.at = local(date(2026, 12, 23), 7)
    job = curing(county)

    early = job.tick()
    ticks = []
    for _ in range(24):
        county.clock.forward(minutes=60)
        ticks.append(job.tick())

    assert early == 0
    assert ticks == [0] * 23 + [1]
    county.clock.forward(minutes=60)
    assert job.tick() == 0


def test_a_centre_that_looks_each_hour_hangs_nothing_anew(county: County) -> None:
    disclosure = begun(county)
    job = curing(county)
    job.tick()
    county.clock.at = local(LAST, 18)
    days = [LAST - timedelta(days=back) for back in range(28)]
    shown(county, disclosure, days)
    morning_after(county, LAST)

    assert job.tick() == 0
    assert last_on(county) == LAST
