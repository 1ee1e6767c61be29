from typing import Any

import pytest

from programme.programme import WithdrawalCause
from publishing.desk.secrecy import Conclusion, NotCleared
from publishing.desk.withdrawals import WithdrawalView
from publishing.duties.duty import DutyKind
from publishing.errors import ContentChanged, NotAllowed, NotThere, SamePerson
from publishing.staff.offices import Held
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from publishing.tables.secrecy import SecrecyResult
from tests.fakes.desk import County, digest


def asked_for(
    county: County,
    who: str = "drafter",
    cause: WithdrawalCause = WithdrawalCause.CORRECTION,
) -> WithdrawalView:
    made = county.approved()
    return county.cases.withdrawing.request(
        county.people[who],
        made.line.disclosure,
        manifest_sha256=digest(made),
        cause=cause,
        explanation="金额写错一位。",
    )


def conclude(
    county: County,
    asked: WithdrawalView,
    who: str = "secrecy",
    **changed: Any,  # noqa: ANN401 - any field
) -> WithdrawalView:
    values: dict[str, Any] = {
        "manifest_sha256": asked.notice_sha256 or "0" * 64,
        "result": SecrecyResult.MAY,
        "basis": "只说明更正",
    }
    conclusion = Conclusion(**values | changed)
    return county.cases.notice_clearing.conclude(
        county.people[who], asked.id, conclusion
    )


def confirm(county: County, asked: WithdrawalView) -> WithdrawalView:
    return county.cases.withdrawing.confirm(
        county.people["approver"], asked.id, sha256=asked.sha256
    )


# REQ-19, REQ-13
def test_what_a_withdrawal_publishes_carries_the_record_of_its_review(
    county: County,
) -> None:
    asked = asked_for(county)
    with pytest.raises(NotCleared, match="还没有做保密审查"):
        confirm(county, asked)

    conclude(county, asked)
    done = confirm(county, asked)

    drafts = county.cases.looking.drafts(county.people["admin"])
    line = next(one for one in drafts if one.disclosure == done.notice_disclosure)
    notice = county.cases.looking.draft(county.people["admin"], line.id)
    assert notice.line.state is DraftState.APPROVED
    assert notice.clearance is not None
    assert notice.clearance.name == "secrecy-login岗"
    assert notice.clearance.basis == "只说明更正"


@pytest.mark.parametrize(
    ("result", "words"),
    [(SecrecyResult.MAY_NOT, "改写说明再申请"), (SecrecyResult.REFER, "报保密部门")],
)
def test_words_that_are_not_cleared_are_not_published(
    county: County, result: SecrecyResult, words: str
) -> None:
    asked = asked_for(county)
    conclude(county, asked, result=result)

    with pytest.raises(NotCleared, match=words):
        confirm(county, asked)


def test_a_withdrawal_that_says_nothing_outside_waits_for_no_review(
    county: County,
) -> None:
    asked = asked_for(county, cause=WithdrawalCause.PERSONAL_DATA)

    with pytest.raises(NotThere):
        conclude(county, asked)
    assert county.cases.notice_clearing.waiting(county.people["secrecy"]) == ()
    assert confirm(county, asked).settled_at is not None


def test_who_asked_and_who_is_no_secrecy_reviewer_conclude_nothing(
    county: County,
) -> None:
    held = [Held(unit="qinghe", office=one) for one in (Office.SECRECY, Office.DRAFTER)]
    county.cases.accounts.set_offices(
        county.people["admin"], county.people["drafter"], offices=held
    )
    asked = asked_for(county)

    with pytest.raises(SamePerson):
        conclude(county, asked, "drafter")
    with pytest.raises(NotAllowed):
        conclude(county, asked, "reviewer")
    with pytest.raises(ContentChanged):
        conclude(county, asked, manifest_sha256="0" * 64)
    assert county.cases.notice_clearing.waiting(county.people["drafter"]) == ()


def test_the_words_are_a_duty_of_secrecy_reviewers_until_one_concludes(
    county: County,
) -> None:
    asked = asked_for(county)
    secrecy = county.people["secrecy"]

    (one,) = [
        ranked.duty
        for ranked in county.cases.duties.open(secrecy)
        if ranked.duty.kind is DutyKind.SECRECY
    ]
    assert (one.subject, one.link) == (asked.id, f"/secrecy?notice={asked.id}")
    conclude(county, asked)

    kinds = {ranked.duty.kind for ranked in county.cases.duties.open(secrecy)}
    assert DutyKind.SECRECY not in kinds
