from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from programme.boards import DisplayKind
from programme.programme import WithdrawalCause
from programme.standing import Lateness, Standing, StandingState
from publishing.errors import NotThere
from publishing.inspection.judging import Judging
from publishing.tables.evidence import ListedDay, PaintedDay
from publishing.tables.fleet import Device, DeviceState
from tests.fakes.desk import County, digest
from tests.fakes.hand_clock import NOON

GROUPS = ("qinghe-hall-screen", "qinghe-hall-kiosk")


def judged(county: County, disclosure: str, who: str = "drafter") -> Standing | None:
    services = county.services
    judging = Judging(
        acting=county.cases.acting,
        calendars=services.calendars,
        mandates=services.mandates,
        zone=ZoneInfo(services.time_zone),
    )
    return judging.of(county.people[who], disclosure)


# REQ-8
def test_what_waits_is_judged_by_the_day_on_which_it_was_settled(
    county: County,
) -> None:
    made = county.draft(settled_on=date(2026, 11, 9))

    found = judged(county, made.line.disclosure)

    assert found is not None
    assert (found.state, found.late_days) == (StandingState.PAST_TARGET, 5)


# REQ-8: overdue is said and never forbids.
def test_what_is_overdue_by_law_can_still_be_published_and_stays_late(
    county: County,
) -> None:
    made = county.approved(settled_on=date(2026, 9, 1))

    found = judged(county, made.line.disclosure)

    assert found is not None
    assert (found.state, found.late) == (StandingState.SHOWING, Lateness.LEGAL)
    assert (found.days, found.at_least) == (0, 20)


def test_what_is_overdue_is_told_first_at_the_desk_of_everybody_whom_it_concerns(
    county: County,
) -> None:
    county.submitted(settled_on=date(2026, 9, 1), title="早该公开")
    county.draft(title="刚起草")

    for who in ("drafter", "reviewer", "approver", "publisher"):
        first = county.cases.duties.open(county.people[who])[0]
        assert (first.duty.title, first.urgency) == ("早该公开", "overdue")


def test_a_day_counts_when_every_group_showed_it_enough(county: County) -> None:
    made = county.approved()
    disclosure = made.line.disclosure
    tuesday, wednesday = date(2026, 11, 24), date(2026, 11, 25)
    with county.database.session() as session:
        for place, group in enumerate(GROUPS):
            session.add(device(group, place))
        session.flush()
        for day in (tuesday, wednesday):
            session.add(painted(disclosure, day))
        session.add(listed(disclosure, tuesday))
    county.clock.at = NOON + timedelta(days=3)

    found = judged(county, disclosure)

    assert found is not None
    assert (found.state, found.days) == (StandingState.SHOWING, 1)


def test_what_came_down_is_judged_no_more(county: County) -> None:
    made = county.approved()
    asked = county.cases.withdrawing.request(
        county.people["drafter"],
        made.line.disclosure,
        manifest_sha256=digest(made),
        cause=WithdrawalCause.CORRECTION,
        explanation="金额有误",
    )
    county.take_down(asked)

    assert judged(county, made.line.disclosure) is None


def test_what_is_settled_before_the_calendar_begins_has_no_verdict(
    county: County,
) -> None:
    made = county.draft(settled_on=date(1999, 12, 31))

    assert judged(county, made.line.disclosure) is None


def test_nobody_is_told_of_what_is_not_there(county: County) -> None:
    with pytest.raises(NotThere):
        judged(county, "qinghe-d-none")


def device(group: str, place: int) -> Device:
    return Device(
        id=group,
        key=f"{place:064d}",
        public="",
        group_id=group,
        name=group,
        display_kind=DisplayKind.SCREEN,
        width=1920,
        height=1080,
        hostname="",
        state=DeviceState.ACTIVE,
        enrolled_at=NOON,
        enrolled_by="admin",
    )


def painted(disclosure: str, day: date) -> PaintedDay:
    return PaintedDay(
        device_id=GROUPS[0],
        group_id=GROUPS[0],
        disclosure_id=disclosure,
        manifest_sha256="0" * 64,
        day=day,
        exposures=99,
        milliseconds=1,
        pages={},
        first_at=NOON,
        last_at=NOON,
        last_page=1,
        last_page_sha256="0" * 64,
    )


def listed(disclosure: str, day: date) -> ListedDay:
    return ListedDay(
        device_id=GROUPS[1],
        group_id=GROUPS[1],
        disclosure_id=disclosure,
        day=day,
        milliseconds=1,
        last_at=NOON,
    )
