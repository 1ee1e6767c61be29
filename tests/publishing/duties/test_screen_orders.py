"""What emergency notices and stops ask of people (issue 5, line 4)."""

from publishing.duties.duty import Duty, DutyKind, Urgency
from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.alerts import alert_form, alerted, stop_form
from tests.fakes.desk import County

ORDERS = {DutyKind.COUNTERSIGN, DutyKind.UNSEAL}


def duties(county: County, who: str) -> list[Duty]:
    found = county.cases.duties.open(county.people[who])
    return [one.duty for one in found if one.duty.kind in ORDERS]


def urgency(county: County, who: str) -> list[Urgency]:
    found = county.cases.duties.open(county.people[who])
    return [one.urgency for one in found if one.duty.kind in ORDERS]


def with_second(county: County) -> County:
    county.people["second"] = county.join(
        "second", Held(unit="qinghe", office=Office.APPROVER)
    )
    return county


def test_a_proposed_notice_waits_for_everybody_else_who_may_countersign(
    county: County,
) -> None:
    made = county.cases.overrides.propose(county.people["publisher"], alert_form())

    assert duties(county, "publisher") == [], "not for who proposed it"
    assert duties(county, "drafter") == [], "a drafter may not countersign"
    for who in ("reviewer", "approver"):
        [duty] = duties(county, who)
        assert (duty.kind, duty.subject) == (DutyKind.COUNTERSIGN, made.id)
        assert (duty.title, duty.mine) == ("应急插播：暴雨橙色预警", True)
        assert duty.link == "/emergency"
        assert "12:30 前会签有效" in duty.about


def test_a_proposal_asks_nobody_once_it_lapsed_or_was_settled(county: County) -> None:
    county.cases.overrides.propose(county.people["publisher"], alert_form())
    county.clock.forward(minutes=29)
    assert len(duties(county, "approver")) == 1

    county.clock.forward(minutes=1)
    lapsed = duties(county, "approver")
    alerted(county)

    assert lapsed == []
    assert duties(county, "approver") == []


def test_a_proposed_stop_waits_for_another_person(county: County) -> None:
    county.cases.stops.propose(county.people["approver"], stop_form(county))

    [duty] = duties(county, "publisher")

    assert (duty.kind, duty.title) == (DutyKind.COUNTERSIGN, "全部屏幕转为默认页")
    assert duties(county, "approver") == []


def test_a_sealed_reason_stays_a_duty_of_the_other_approvers_until_it_was_looked_at(
    county: County,
) -> None:
    with_second(county)
    made = county.cases.overrides.issue_alone(
        county.people["approver"], alert_form(), reason="另一位在路上"
    )

    [duty] = duties(county, "second")
    assert (duty.kind, duty.subject) == (DutyKind.UNSEAL, made.id)
    assert duty.due is not None
    assert "理由封存着" in duty.about
    assert "另一位在路上" not in f"{duty.title}{duty.about}"
    assert duties(county, "approver") == []
    assert duties(county, "publisher") == []
    county.clock.forward(days=9)
    assert urgency(county, "second") == [Urgency.OVERDUE], "late, it never lapses"

    county.cases.sealed_reasons.review(
        county.people["second"], made.id, justified=True, words="该发"
    )

    assert duties(county, "second") == []
