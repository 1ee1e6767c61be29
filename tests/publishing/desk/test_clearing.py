from typing import Any

import pytest
from sqlalchemy import func, select

from programme.blocks import Paragraph
from publishing.desk.secrecy import Conclusion, NotCleared
from publishing.desk.views import DraftView
from publishing.duties.duty import DutyKind
from publishing.errors import ContentChanged, NotAllowed, SamePerson, StateForbids
from publishing.staff.offices import Held
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from publishing.tables.secrecy import SecrecyResult, SecrecyReview
from tests.fakes.desk import County, digest


def _sent(county: County, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
    """Return a submitted draft that nobody has cleared."""
    made = county.draft(**changed)
    return county.cases.submitting.submit(
        county.people["drafter"], made.line.id, edition=made.line.edition
    )


def _review(county: County, sent: DraftView) -> DraftView:
    return county.cases.deciding.review(
        county.people["reviewer"], sent.line.id, manifest_sha256=digest(sent)
    )


def test_an_uncleared_version_is_not_approved_and_stays_as_it_was(
    county: County,
) -> None:
    """REQ-19."""
    sent = _review(county, _sent(county))

    with pytest.raises(NotCleared):
        county.approve(sent)

    again = county.cases.looking.draft(county.people["approver"], sent.line.id)
    assert again.line.state is DraftState.REVIEWED
    assert again.line.register_number is None


@pytest.mark.parametrize("before_review", [True, False])
def test_a_review_may_be_made_before_or_after_the_offices_review(
    county: County, *, before_review: bool
) -> None:
    sent = _sent(county)

    if before_review:
        county.cleared(sent)
        sent = _review(county, sent)
    else:
        sent = _review(county, sent)
        county.cleared(sent)

    approved = county.approve(sent)
    assert approved.clearance is not None
    assert approved.clearance.result is SecrecyResult.MAY


def test_an_edit_that_changes_the_manifest_voids_the_review(county: County) -> None:
    """REQ-19."""
    sent = county.cleared(_sent(county))
    form = sent.form.model_copy(update={"blocks": (Paragraph(text="改过的。"),)})
    drafter = county.people["drafter"]
    edited = county.cases.drafting.edit(
        drafter, sent.line.id, form, edition=sent.line.edition
    )
    again = county.cases.submitting.submit(
        drafter, edited.line.id, edition=edited.line.edition
    )
    reviewed = _review(county, again)

    assert reviewed.clearance is None
    assert len(reviewed.secrecy) == 1
    with pytest.raises(NotCleared):
        county.approve(reviewed)


@pytest.mark.parametrize("result", ["may_not", "refer"])
def test_a_later_conclusion_goes_before_and_both_stay_on_file(
    county: County, result: str
) -> None:
    sent = _review(county, county.cleared(_sent(county)))

    county.cleared(sent, result=result)

    with pytest.raises(NotCleared):
        county.approve(sent)
    with county.database.reading() as session:
        count = session.scalar(select(func.count()).select_from(SecrecyReview))
    assert count == 2


def test_a_part_is_disclosed_where_it_is_said_what_is_left_out(county: County) -> None:
    sent = _review(county, _sent(county))

    county.cleared(sent, result="in_part", withheld="第二项的点位已去掉")

    approved = county.approve(sent)
    assert approved.clearance is not None
    assert approved.clearance.withheld == "第二项的点位已去掉"


def test_only_a_secrecy_reviewer_concludes_and_never_the_drafter(
    county: County,
) -> None:
    """REQ-19."""
    both = county.join(
        "both",
        Held(unit="qinghe", office=Office.DRAFTER),
        Held(unit="qinghe", office=Office.SECRECY),
    )
    made = county.cases.drafting.create(both, county.form())
    sent = county.cases.submitting.submit(both, made.line.id, edition=1)
    conclusion = Conclusion(
        manifest_sha256=digest(sent), result=SecrecyResult.MAY, basis="核对过"
    )
    clearing = county.cases.clearing

    with pytest.raises(SamePerson):
        clearing.conclude(both, sent.line.id, conclusion)
    for who in ("drafter", "reviewer", "approver", "publisher", "admin"):
        with pytest.raises(NotAllowed, match="保密审查员"):
            clearing.conclude(county.people[who], sent.line.id, conclusion)
    assert clearing.waiting(both) == ()


def test_a_review_is_bound_to_what_was_read_and_to_what_waits(county: County) -> None:
    sent, published = _sent(county), county.approved()
    conclusion = Conclusion(
        manifest_sha256="f" * 64, result=SecrecyResult.MAY, basis="核对过"
    )
    person, conclude = county.people["secrecy"], county.cases.clearing.conclude

    with pytest.raises(ContentChanged):
        conclude(person, sent.line.id, conclusion)
    with pytest.raises(StateForbids):
        conclude(person, published.line.id, conclusion)


def test_what_waits_for_a_review_is_on_the_reviewers_list_until_it_is_concluded(
    county: County,
) -> None:
    sent = _sent(county)
    person, cases = county.people["secrecy"], county.cases
    before = [
        one.duty.subject
        for one in cases.duties.open(person)
        if one.duty.kind is DutyKind.SECRECY
    ]

    county.cleared(sent)

    assert before == [sent.line.id]
    assert cases.clearing.waiting(person) == ()
    assert cases.clearing.waiting(county.people["reviewer"]) == ()


def test_what_is_referred_to_the_bureau_waits_until_the_answer_is_in(
    county: County,
) -> None:
    """REQ-19."""
    person, waiting = county.people["secrecy"], county.cases.clearing.waiting
    sent = county.cleared(_sent(county), result="refer")
    referred = [one.id for one in waiting(person)]

    county.cleared(sent, result="may")

    assert referred == [sent.line.id]
    assert waiting(person) == ()


def test_a_conclusion_is_in_the_journal_with_its_basis(county: County) -> None:
    """REQ-19."""
    sent = county.cleared(_sent(county))

    (line, *_) = county.cases.journal.page(county.people["admin"])

    assert line.act == "secrecy.concluded"
    assert line.details["manifest"] == digest(sent)
    assert line.details["basis"] == "已逐条核对"


def test_a_secrecy_reviewer_sends_back_with_the_reason(county: County) -> None:
    sent = _sent(county)

    back = county.cases.deciding.send_back(
        county.people["secrecy"],
        sent.line.id,
        manifest_sha256=digest(sent),
        reason="第二段出自内部文件，请去掉",
    )

    assert back.line.state is DraftState.DRAFT


def test_a_second_account_of_the_drafter_clears_nothing(county: County) -> None:
    """REQ-12, REQ-19."""
    held = Held(unit="qinghe", office=Office.SECRECY)
    twin = county.join("twin-login", held)
    county.cases.identities.keep(
        county.people["admin"],
        twin,
        work_number="",
        telephone="",
        same_as=county.people["drafter"],
    )
    sent = _sent(county)
    county.people["secrecy"] = twin

    assert county.cases.clearing.waiting(twin) == ()
    with pytest.raises(SamePerson):
        county.cleared(sent)
