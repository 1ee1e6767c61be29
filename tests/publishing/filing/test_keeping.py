from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from publishing.desk.views import DraftView
from publishing.duties.duty import DutyKind, Urgency
from publishing.errors import (
    ContentChanged,
    NotAllowed,
    Refused,
    SamePerson,
    StateForbids,
)
from publishing.filing.rules import Proposal
from publishing.filing.views import FilingView
from publishing.staff.offices import Held
from publishing.tables.disclosures import DraftState
from publishing.tables.filings import FilingState
from publishing.tables.people import Office
from publishing.tables.schedule import GroupEntry
from tests.fakes.desk import County

REASON = "条例第十五条，涉及第三人商业秘密"


def made(county: County, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
    return county.draft(**{"attribute": "not_disclosed"} | changed)


def proposed(
    county: County,
    draft: DraftView | None = None,
    **changed: Any,  # noqa: ANN401 - any field
) -> FilingView:
    draft = draft or made(county)
    values = {"ground": "third_person", "reason": REASON} | changed
    return county.cases.filings.propose(
        county.people["drafter"],
        draft.line.id,
        Proposal.model_validate(values),
        edition=draft.line.edition,
    )


def filed(county: County, **changed: Any) -> FilingView:  # noqa: ANN401 - any field
    one = proposed(county, **changed)
    return county.cases.filing_office.accept(county.people["reviewer"], one.id)


def not_now(county: County) -> FilingView:
    return filed(county, ground="not_now", review_on=date(2026, 12, 10))


def state_of(county: County, one: FilingView) -> DraftState:
    return county.cases.looking.draft(county.people["drafter"], one.draft).line.state


def test_the_section_proposes_and_the_office_decides(county: County) -> None:
    """REQ-10."""
    one = proposed(county)
    for who in ("drafter", "approver", "publisher"):
        with pytest.raises(NotAllowed):
            county.cases.filing_office.accept(county.people[who], one.id)

    closed = county.cases.filing_office.accept(county.people["reviewer"], one.id)

    assert (closed.state, closed.decided_by) == (FilingState.FILED, "reviewer-login岗")
    assert state_of(county, one) is DraftState.FILED


def test_what_is_filed_is_never_edited_submitted_or_compiled(county: County) -> None:
    """REQ-11."""
    one = filed(county)
    drafter = county.people["drafter"]
    now = county.cases.looking.draft(drafter, one.draft)

    with pytest.raises(StateForbids, match="已经归档"):
        county.cases.drafting.edit(
            drafter, one.draft, now.form, edition=now.line.edition
        )
    with pytest.raises(StateForbids, match="已经归档"):
        county.cases.submitting.submit(drafter, one.draft, edition=now.line.edition)
    with county.database.reading() as session:
        assert session.scalars(select(GroupEntry)).all() == []
    assert now.line.manifest_sha256 is None
    assert county.cases.published.disclosures(drafter) == ()
    assert county.told == []


@pytest.mark.parametrize("attribute", ["on_request", "not_disclosed"])
def test_what_is_not_proactive_cannot_be_submitted_at_all(
    county: County, attribute: str
) -> None:
    """REQ-10."""
    with pytest.raises(Refused, match="不上屏"):
        county.submit(made(county, attribute=attribute))


def test_a_policy_document_needs_a_second_member_of_the_office(county: County) -> None:
    """REQ-10."""
    filings, people = county.cases.filing_office, county.people
    one = proposed(county, policy=True)
    with pytest.raises(Refused, match="先核查"):
        filings.accept(people["reviewer"], one.id)
    other = county.join("shenhe2", Held(unit="qinghe", office=Office.REVIEWER))

    filings.check(other, one.id)

    with pytest.raises(SamePerson):
        filings.accept(other, one.id)
    closed = filings.accept(people["reviewer"], one.id)
    assert (closed.checked_by, closed.state) == ("shenhe2岗", FilingState.FILED)


def test_a_superiors_reply_stands_for_the_reason(county: County) -> None:
    """REQ-10."""
    draft = made(county)
    with pytest.raises(Refused, match="书面答复"):
        proposed(county, draft, reason="")

    county.cases.filings.attach_reply(
        county.people["drafter"],
        draft.line.id,
        data="同意暂不公开。".encode(),
        filename="答复.txt",
        edition=1,
    )

    listed = county.cases.filings.replies(county.people["drafter"], draft.line.id)
    assert listed == ("答复.txt",)
    assert proposed(county, draft, reason="").replies == ("答复.txt",)


def test_an_edit_voids_a_proposal(county: County) -> None:
    draft = made(county)
    one = proposed(county, draft)
    county.cases.drafting.edit(
        county.people["drafter"], draft.line.id, draft.form, edition=1
    )

    with pytest.raises(ContentChanged):
        county.cases.filing_office.accept(county.people["reviewer"], one.id)


def test_what_the_office_declines_goes_back_with_the_reason(county: County) -> None:
    one = proposed(county)

    county.cases.filing_office.decline(
        county.people["reviewer"], one.id, reason="可以公开，去掉附件就行"
    )

    again = county.cases.looking.draft(county.people["drafter"], one.draft)
    assert again.line.state is DraftState.DRAFT
    assert again.line.return_reason == "可以公开，去掉附件就行"


def test_not_now_comes_back_as_a_duty_on_its_day(county: County) -> None:
    """REQ-11."""
    not_now(county)
    reviewer = county.people["reviewer"]
    (before,) = _reviews(county, reviewer)

    county.clock.at += timedelta(days=30)

    (late,) = _reviews(county, reviewer)
    assert before[0] == date(2026, 12, 10)
    assert late[1] is Urgency.OVERDUE


def _reviews(county: County, who: str) -> list[tuple[date | None, Urgency]]:
    return [
        (one.due_on, one.urgency)
        for one in county.cases.duties.open(who)
        if one.duty.kind is DutyKind.REVIEW_DATE
    ]


def test_a_review_puts_off_or_reopens_and_both_say_why(county: County) -> None:
    """REQ-11."""
    one, reviewer = not_now(county), county.people["reviewer"]
    filings = county.cases.filing_office

    later = filings.put_off(
        reviewer, one.id, review_on=date(2027, 3, 1), reason="谈判还没有结束"
    )
    opened = filings.reopen(reviewer, one.id, reason="谈判已结束，可以公开")

    assert (later.review_on, later.note) == (date(2027, 3, 1), "谈判还没有结束")
    assert opened.state is FilingState.REOPENED
    assert state_of(county, one) is DraftState.DRAFT


def test_only_what_is_filed_for_now_is_put_off(county: County) -> None:
    one, reviewer = filed(county), county.people["reviewer"]

    with pytest.raises(Refused, match="没有再看的日子"):
        county.cases.filing_office.put_off(
            reviewer, one.id, review_on=date(2027, 3, 1), reason="再等等"
        )


def test_the_register_is_searched_by_what_it_shows(county: County) -> None:
    """REQ-11."""
    filed(county)
    proposed(county, made(county, title="改制谈判方案"), reason="第十六条，过程性信息")
    who = county.people["approver"]
    register = county.cases.filings.register

    assert len(register(who)) == 2
    assert [one.title for one in register(who, words="谈判 过程性")] == ["改制谈判方案"]
    assert register(who, words="没有的词") == ()


def test_a_proposal_waits_on_the_offices_list(county: County) -> None:
    one = proposed(county)

    kinds = [
        (two.duty.subject, two.duty.mine)
        for two in county.cases.duties.open(county.people["reviewer"])
        if two.duty.kind is DutyKind.FILE
    ]

    assert kinds == [(str(one.id), True)]


def test_a_second_account_of_who_proposed_closes_nothing(county: County) -> None:
    """REQ-10, REQ-12."""
    twin = county.join("twin-login", Held(unit="qinghe", office=Office.REVIEWER))
    county.cases.identities.keep(
        county.people["admin"],
        twin,
        work_number="",
        telephone="",
        same_as=county.people["drafter"],
    )
    one = proposed(county)

    with pytest.raises(SamePerson):
        county.cases.filing_office.accept(twin, one.id)
