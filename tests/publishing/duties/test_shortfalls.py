from datetime import date, timedelta

from publishing.duties.duty import DutyKind
from publishing.tables.calendar import CountyDayKind
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON


def short(county: County, who: str) -> list[tuple[str, bool]]:
    found = county.cases.duties.open(county.people[who])
    return [
        (one.duty.title, one.duty.mine)
        for one in found
        if one.duty.kind is DutyKind.SHORTFALL
    ]


def close(county: County) -> None:
    county.cases.county_days.order(
        county.people["admin"],
        day=date(2026, 11, 25),
        kind=CountyDayKind.CLOSED,
        reason="全县停电检修",
    )


# REQ-21: the printed end of a 公示 stands, and a person decides.
def test_a_notice_that_a_closure_left_short_waits_for_a_persons_decision(
    county: County,
) -> None:
    county.approved(mandate="notice_5_working", title="任前公示")
    county.approved(title="会顺延的公开")

    close(county)

    assert short(county, "approver") == [("任前公示", True)]
    assert short(county, "publisher") == [("任前公示", True)]
    assert short(county, "drafter") == [("任前公示", False)]


def test_a_notice_that_is_over_waits_for_nobody(county: County) -> None:
    county.approved(mandate="notice_5_working")
    close(county)

    county.clock.at = NOON + timedelta(days=20)

    assert short(county, "approver") == []
