from datetime import date, timedelta

import pytest

from programme.programme import WithdrawalCause
from publishing.catalogue.units import NewUnit
from publishing.duties.duty import Due, DutyKind, Ranked, Urgency
from publishing.duties.versions import Versions
from publishing.errors import NotSignedIn
from publishing.staff.offices import Held
from publishing.tables.disclosures import Draft
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County, digest


def open_for(county: County, who: str) -> tuple[Ranked, ...]:
    return county.cases.duties.open(county.people[who])


# REQ-8
def test_what_is_not_out_is_due_five_working_days_after_it_was_settled(
    county: County,
) -> None:
    county.draft(settled_on=date(2026, 11, 20))

    (one,) = open_for(county, "drafter")

    assert (one.duty.kind, one.duty.mine) == (DutyKind.WRITE, True)
    assert one.duty.due == Due(
        target_on=date(2026, 11, 27), legal_on=date(2026, 12, 18)
    )
    assert (one.urgency, one.late_days) == (Urgency.SOON, 0)


def test_what_is_late_says_by_how_many_working_days(county: County) -> None:
    county.draft(settled_on=date(2026, 11, 9))

    (one,) = open_for(county, "drafter")

    assert (one.urgency, one.late_days) == (Urgency.LATE, 5)


def test_a_version_is_the_turn_of_one_office_and_a_deadline_for_the_others(
    county: County,
) -> None:
    county.submitted()

    kinds = {who: open_for(county, who)[0].duty for who in ("drafter", "reviewer")}

    assert kinds["reviewer"].kind is DutyKind.REVIEW
    assert kinds["reviewer"].mine
    assert kinds["drafter"].kind is DutyKind.PUBLISH
    assert not kinds["drafter"].mine
    assert kinds["drafter"].others == ("reviewer-login岗",)
    assert "在等审核" in kinds["drafter"].about


def test_who_has_signed_is_not_asked_again_and_not_named_as_one_who_can(
    county: County,
) -> None:
    held = [
        Held(unit="qinghe", office=office)
        for office in Office
        if office is not Office.INSPECTOR
    ]
    both = county.people["both"] = county.join("both", *held)
    county.join("deputy", Held(unit="qinghe-liuwu", office=Office.APPROVER))
    made = county.submitted()
    county.cases.deciding.review(both, made.line.id, manifest_sha256=digest(made))

    (theirs,) = open_for(county, "both")
    (approvers,) = open_for(county, "approver")

    assert theirs.duty.kind is DutyKind.PUBLISH
    assert theirs.duty.others == ("approver-login岗", "deputy岗")
    assert (approvers.duty.kind, approvers.duty.mine) == (DutyKind.APPROVE, True)
    assert approvers.duty.others == ("deputy岗",)


def test_what_came_back_says_why(county: County) -> None:
    made = county.submitted()
    county.cases.deciding.send_back(
        county.people["reviewer"],
        made.line.id,
        manifest_sha256=digest(made),
        reason="数字对不上",
    )

    (one,) = open_for(county, "drafter")

    assert (one.duty.kind, one.duty.about) == (DutyKind.RETURNED, "退回：数字对不上")


def test_a_withdrawal_waits_for_who_may_confirm_it(county: County) -> None:
    made = county.approved()
    county.cases.withdrawing.request(
        county.people["drafter"],
        made.line.disclosure,
        manifest_sha256=digest(made),
        cause=WithdrawalCause.CORRECTION,
        explanation="时间写错了",
    )

    (one,) = open_for(county, "approver")

    assert (one.duty.kind, one.duty.mine) == (DutyKind.CONFIRM, True)
    assert one.duty.about == "drafter-login岗 申请：时间写错了"
    assert open_for(county, "drafter") == ()


def test_a_window_that_ends_soon_is_told_once_for_all_its_groups(
    county: County,
) -> None:
    county.approved(mandate="notice_5_working")

    (one,) = open_for(county, "approver")

    assert one.duty.ends
    assert one.duty.due == Due(target_on=date(2026, 11, 30))


def test_how_far_ahead_ends_are_told_is_for_who_asks_to_say(county: County) -> None:
    county.approved()
    approver, far = county.people["approver"], date(2026, 12, 31)

    assert county.cases.duties.open(approver) == ()
    assert len(county.cases.duties.open(approver, until_on=far)) == 1


def test_a_rule_that_names_no_day_gives_a_duty_without_one(county: County) -> None:
    county.draft(mandate="none")

    (one,) = open_for(county, "drafter")

    assert (one.duty.due, one.urgency) == (None, Urgency.OPEN)


def test_a_deadline_that_rests_on_a_year_without_a_notice_is_provisional(
    county: County,
) -> None:
    county.draft(settled_on=date(2026, 12, 21))

    (one,) = open_for(county, "drafter")

    assert one.duty.due is not None
    assert one.duty.due.provisional


def test_nothing_is_told_of_units_where_a_person_holds_no_office(
    county: County,
) -> None:
    other = NewUnit(
        id="qinghe-tanhe",
        parent="qinghe",
        level=UnitLevel.VILLAGE,
        name="云溪镇滩禾村村委会",
        register_name="滩禾村",
        lines=("云溪镇", "滩禾村村委会"),
    )
    county.cases.units.create(county.people["admin"], other)
    held = [
        Held(unit="qinghe-tanhe", office=office)
        for office in Office
        if office is not Office.INSPECTOR
    ]
    county.people["other"] = county.join("other", *held)
    county.draft()
    county.submitted()
    county.approved(mandate="notice_5_working")

    assert open_for(county, "other") == ()


def test_only_what_is_theirs_near_or_late_presses_a_person(county: County) -> None:
    county.draft()
    county.draft(mandate="none")
    duties = county.cases.duties

    seen = [len(duties.pressing(county.people[who])) for who in ("drafter", "admin")]

    assert seen == [2, 1]


def test_who_has_left_is_told_nothing(county: County) -> None:
    county.cases.accounts.leave(county.people["admin"], county.people["drafter"])

    with pytest.raises(NotSignedIn):
        open_for(county, "drafter")


def test_the_day_turns_at_the_countys_midnight(county: County) -> None:
    county.draft(settled_on=date(2026, 11, 20))
    county.clock.at += timedelta(days=4, hours=11, minutes=59)
    before = open_for(county, "drafter")[0].urgency
    county.clock.forward(minutes=1)

    assert (before, open_for(county, "drafter")[0].urgency) == (
        Urgency.TODAY,
        Urgency.LATE,
    )


def test_an_open_comment_waits_for_the_drafter_and_says_what_was_said(
    county: County,
) -> None:
    made = county.submitted()
    reviewer, draft = county.people["reviewer"], made.line.id
    said = county.cases.commenting.comment(reviewer, draft, text="这个数对不上")

    kinds = {one.duty.kind: one.duty for one in open_for(county, "drafter")}
    county.cases.commenting.settle(reviewer, said.id)

    assert kinds[DutyKind.COMMENT].about == "reviewer-login岗：这个数对不上"
    left = [one.duty.kind for one in open_for(county, "drafter")]
    assert left == [DutyKind.PUBLISH]


def test_versions_asked_for_at_once_are_due_as_each_alone(county: County) -> None:
    made = [
        county.draft(),
        county.draft(mandate="notice_7"),
        county.draft(settled_on=date(2026, 9, 30)),
        county.draft(settled_on=date(2026, 9, 30)),
    ]
    versions = Versions(
        calendars=county.services.calendars, mandates=county.services.mandates
    )

    with county.database.reading() as session:
        rows = [session.get_one(Draft, one.line.id) for one in made]
        together = versions.dues_of(session, rows)
        alone = {row.id: versions.dues_of(session, [row])[row.id] for row in rows}

    assert together == alone
    assert len({due.target_on for due in together.values() if due}) == 2
