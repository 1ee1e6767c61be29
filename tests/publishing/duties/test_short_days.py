from datetime import date
from zoneinfo import ZoneInfo

from programme.boards import KindOfAct
from publishing.duties.coverage_needs import CoverageNeeds
from publishing.duties.duty import DutyKind, Ranked, Urgency
from tests.fakes.day_sums import delivered, enrolled, morning_after
from tests.fakes.desk import County
from tests.fakes.showing import local

TUESDAY = date(2026, 11, 24)


def noted(county: County) -> CoverageNeeds:
    needs = CoverageNeeds(
        database=county.database,
        board=county.cases.coverage_board,
        clock=county.clock,
        zone=ZoneInfo("Asia/Shanghai"),
    )
    needs.tick()
    return needs


def duties(county: County, who: str, kind: DutyKind) -> list[Ranked]:
    found = county.cases.duties.open(county.people[who])
    return [one for one in found if one.duty.kind is kind]


def test_the_office_is_told_today_what_falls_short_today(county: County) -> None:
    enrolled(county)
    made = county.approved()
    delivered(county, local(TUESDAY, 9))
    county.clock.at = local(TUESDAY, 13)

    needs = noted(county)

    [one] = duties(county, "publisher", DutyKind.SHORT_TODAY)
    assert (one.urgency, one.duty.mine) == (Urgency.TODAY, True)
    assert one.duty.title == made.form.title
    assert "今天放了 0 次，要 30 次" in one.duty.about
    assert duties(county, "drafter", DutyKind.SHORT_TODAY)[0].duty.mine is False
    county.clock.at = local(TUESDAY, 17, 31)
    needs.tick()
    assert duties(county, "publisher", DutyKind.SHORT_TODAY) == []


# REQ-21
def test_a_person_decides_on_the_gap_of_a_notice(county: County) -> None:
    enrolled(county)
    county.approved(
        kind_of_act=KindOfAct.PUBLIC_NOTICE, objections_telephone="0555-010-0101"
    )
    morning_after(county, TUESDAY)

    noted(county)

    [one] = duties(county, "approver", DutyKind.SHORTFALL)
    assert one.duty.mine
    assert "要不要补公示" in one.duty.about
