from datetime import date, timedelta

import pytest

from programme.mandate import DayKind
from publishing.evidence.assigned import assigned
from publishing.evidence.settled import verdicts_of
from publishing.tables.schedule import DisplayGroup
from tests.fakes.day_sums import SCREEN, enrolled
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON
from tests.fakes.showing import HALL, WORKDAYS

SATURDAY = date(2026, 11, 28)


def owing(county: County, day: date, *, mandate: str = "farm_subsidy") -> list[str]:
    made = county.approved(mandate=mandate)
    county.clock.at = NOON + timedelta(days=10)
    with county.database.reading() as session:
        [hung] = assigned(session)
        due = hung.due(today=day + timedelta(days=1), workdays=WORKDAYS)
        carried = {made.line.disclosure: lambda _: ()}
        found = verdicts_of(
            session,
            [hung],
            carried=carried,
            today=day + timedelta(days=1),
            workdays=WORKDAYS,
        )
    assert hung.mandate.show_day_kind is DayKind.CALENDAR
    verdict = found[made.line.disclosure][-1]
    assert (verdict.day, verdict.counts) == (day, not due[day])
    return [one.group for one in due[day]]


def test_a_day_off_on_which_every_hall_is_shut_runs_by_itself(county: County) -> None:
    enrolled(county)

    assert owing(county, SATURDAY) == []


def test_a_group_that_serves_at_weekends_owes_them(county: County) -> None:
    enrolled(county)
    with county.database.session() as session:
        group = session.get_one(DisplayGroup, SCREEN)
        saturday = HALL[0].model_copy(update={"weekday": 6})
        group.service_hours = [one.model_dump(mode="json") for one in (*HALL, saturday)]

    assert owing(county, SATURDAY) == [SCREEN]


@pytest.mark.parametrize("on", [date(2026, 11, 27)])
def test_a_working_day_is_owed_by_every_group(county: County, on: date) -> None:
    enrolled(county)

    assert len(owing(county, on)) == 2
