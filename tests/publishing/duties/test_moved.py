from datetime import date

from publishing.duties.duty import Duty, DutyKind
from publishing.tables.calendar import CountyDayKind
from tests.fakes.desk import County


def close(county: County, day: date = date(2026, 11, 27)) -> None:
    county.cases.county_days.order(
        county.people["admin"], day=day, kind=CountyDayKind.CLOSED, reason="停电检修"
    )


def told(county: County, who: str, *kinds: DutyKind) -> list[Duty]:
    found = county.cases.duties.open(county.people[who])
    return [one.duty for one in found if one.duty.kind in kinds]


# REQ-9
def test_the_drafter_is_told_for_a_week_that_dates_were_counted_anew(
    county: County,
) -> None:
    county.submitted()
    close(county)

    (duty,) = told(county, "drafter", DutyKind.CHANGE)
    county.clock.forward(days=7)

    assert "停电检修" in duty.title
    assert "2026 年三季度财务收支" in duty.about
    assert duty.due is None
    assert told(county, "drafter", DutyKind.CHANGE) == []


def test_who_did_not_draft_it_is_not_told(county: County) -> None:
    county.submitted()
    close(county)

    assert told(county, "publisher", DutyKind.CHANGE) == []
    assert told(county, "approver", DutyKind.CHANGE) == []


def test_one_calendar_is_one_duty_however_many_dates_it_moved(county: County) -> None:
    county.submitted()
    county.submitted()
    close(county)

    (duty,) = told(county, "drafter", DutyKind.CHANGE)

    assert "等 2 件" in duty.about
