from typing import Any

import pytest

from programme.approval import RecordedApproval
from programme.boards import Board
from programme.errors import SignatureRefused
from programme.fulfilment import check_fulfilled
from programme.verdict import check_chain
from publishing.desk.signers import Word
from publishing.desk.views import DraftView
from publishing.errors import (
    ContentChanged,
    NotAllowed,
    NotThere,
    Refused,
    SamePerson,
    StateForbids,
)
from publishing.release.others import people_of
from publishing.staff.offices import Held
from publishing.tables.disclosures import DraftState
from publishing.tables.people import Office
from tests.fakes.desk import County, digest
from tests.fakes.village_desk import (
    MINUTES,
    VILLAGE,
    approvals,
    enter,
    minutes,
)


def sent_by_clerk(county: County) -> DraftView:
    form = county.form(unit=VILLAGE, board=Board.VILLAGE)
    made = county.cases.drafting.create(county.people["clerk"], form)
    sent = county.cases.submitting.submit(
        county.people["clerk"], made.line.id, edition=made.line.edition
    )
    return county.cleared(sent)


# REQ-12
def test_the_township_enters_what_a_village_without_a_clerk_decided(
    village: County,
) -> None:
    sent = sent_by_clerk(village)
    examined = enter(village, sent, by="second", decided_by="jianwei")
    published = enter(village, examined, by="third", decided_by="shuji")

    assert published.line.state is DraftState.APPROVED
    assert [(one.name, one.entered_by) for one in published.decisions] == [
        ("clerk岗", ""),
        ("jianwei同志", "second岗"),
        ("shuji同志", "third岗"),
    ]
    chain = approvals(village, sent)
    last = chain[-1]
    assert isinstance(last, RecordedApproval)
    assert (last.decision.person, last.entered_by) == (
        village.people["shuji"],
        village.people["third"],
    )
    key = village.services.approval_key
    check_chain(digest(sent), chain, people_of(approval=key, time=key))


# REQ-12
def test_what_is_signed_names_the_chain_and_the_signatures_fulfil_it(
    village: County,
) -> None:
    sent = sent_by_clerk(village)
    examined = enter(village, sent, by="second", decided_by="jianwei")
    enter(village, examined, by="third", decided_by="shuji")

    assert sent.manifest is not None
    chain = sent.manifest.chain
    assert [(one.name, one.role.value, one.record) for one in chain] == [
        ("村委会提出", "drafter", False),
        ("村务监督委员会审查", "reviewer", False),
        ("村两委联席会议决定", "approver", True),
    ]
    signed = approvals(village, sent)
    check_fulfilled(chain, signed)
    with pytest.raises(SignatureRefused, match="审批链有 3 步，签了 2 步"):
        check_fulfilled(chain, (signed[0], signed[2]))


# REQ-12
def test_a_clerk_enters_one_step_and_no_other(village: County) -> None:
    sent = sent_by_clerk(village)

    with pytest.raises(SamePerson):
        enter(village, sent, by="clerk", decided_by="jianwei")
    examined = enter(village, sent, by="second", decided_by="jianwei")
    with pytest.raises(SamePerson):
        enter(village, examined, by="second", decided_by="shuji")


# REQ-12
def test_a_meetings_step_wants_the_record_of_the_meeting(village: County) -> None:
    sent = sent_by_clerk(village)
    examined = enter(village, sent, by="second", decided_by="jianwei")
    approver = village.people["approver"]

    with pytest.raises(Refused, match="要附会议记录"):
        village.cases.deciding.approve(
            approver, sent.line.id, manifest_sha256=digest(examined)
        )
    word = Word(record=minutes(village, examined))
    published = village.cases.deciding.approve(
        approver, sent.line.id, manifest_sha256=digest(examined), word=word
    )

    assert published.decisions[-1].record_sha256 == word.record
    assert published.decisions[-1].entered_by == ""


def test_a_decision_of_who_can_sign_in_is_not_entered_by_another(
    village: County,
) -> None:
    sent = sent_by_clerk(village)
    held = Held(unit=VILLAGE, office=Office.REVIEWER)
    village.people["own"] = village.join("own", held)

    with pytest.raises(Refused, match="请本人来签"):
        enter(village, sent, by="second", decided_by="jianwei")


def test_only_a_clerk_above_the_village_enters(village: County) -> None:
    sent = sent_by_clerk(village)
    village.people["guest"] = village.join(
        "guest", Held(unit=VILLAGE, office=Office.DRAFTER)
    )

    with pytest.raises(NotAllowed, match="乡镇经办人"):
        enter(village, sent, by="guest", decided_by="jianwei")


def test_whose_turn_it_is_is_told_with_whom_a_clerk_may_enter(village: County) -> None:
    sent = sent_by_clerk(village)
    looking, people = village.cases.looking, village.people

    turn = looking.turn(people["second"], sent.line.id)

    assert turn.step is not None
    assert turn.step.name == "村务监督委员会审查"
    assert turn.deciders == {people["jianwei"]: "jianwei同志"}
    assert turn.is_mine
    assert not looking.turn(people["clerk"], sent.line.id).is_mine
    waiting = looking.to_do(people["second"]).to_review
    assert [one.id for one in waiting] == [sent.line.id]
    assert looking.to_do(people["clerk"]).to_review == ()
    assert looking.turn(people["reviewer"], sent.line.id).deciders == {}


def test_a_version_that_waits_for_nobody_has_no_turn(county: County) -> None:
    made = county.draft()

    assert (
        county.cases.looking.turn(county.people["drafter"], made.line.id).step is None
    )


def test_a_record_for_an_earlier_manifest_is_no_record(village: County) -> None:
    sent = sent_by_clerk(village)
    record = minutes(village, sent)
    back = village.cases.deciding.send_back(
        village.people["reviewer"],
        sent.line.id,
        manifest_sha256=digest(sent),
        reason="请改",
    )
    village.clock.forward(minutes=1)
    edited = village.cases.drafting.edit(
        village.people["clerk"],
        sent.line.id,
        village.form(title="改过的", board=Board.VILLAGE),
        edition=back.line.edition,
    )
    again = village.cases.submitting.submit(
        village.people["clerk"], sent.line.id, edition=edited.line.edition
    )

    with pytest.raises(NotThere, match="会议记录"):
        village.cases.deciding.review(
            village.people["second"],
            again.line.id,
            manifest_sha256=digest(again),
            word=Word(record=record, decided_by=village.people["jianwei"]),
        )
    assert village.cases.papers.listing(village.people["second"], again.line.id) == ()


@pytest.mark.parametrize(("data", "refusal"), [(b"MZ", "只收 PDF"), (b"", "只收 PDF")])
def test_a_paper_that_is_neither_pdf_nor_picture_is_refused(
    county: County, data: bytes, refusal: str
) -> None:
    sent = county.submitted()

    with pytest.raises(Refused, match=refusal):
        add(county, sent, data=data)


def add(county: County, made: DraftView, **changed: Any) -> None:  # noqa: ANN401 - any field
    told = {"data": MINUTES, "name": "a.pdf", "manifest_sha256": digest(made)}
    county.cases.papers.add(
        county.people["reviewer"], made.line.id, **{**told, **changed}
    )


def test_a_paper_comes_in_only_for_what_is_up_for_signature(county: County) -> None:
    published = county.approved()
    other = county.submitted()

    with pytest.raises(StateForbids):
        add(county, published)
    with pytest.raises(ContentChanged):
        add(county, other, manifest_sha256="0" * 64)


def test_a_paper_is_given_to_who_sees_the_version(county: County) -> None:
    sent = county.submitted()
    add(county, sent)
    (paper,) = county.cases.papers.listing(county.people["approver"], sent.line.id)

    got = county.cases.papers.get(county.people["approver"], sent.line.id, paper.sha256)

    assert got == MINUTES
    assert (paper.name, paper.added_by) == ("a.pdf", "reviewer-login岗")
    with pytest.raises(NotThere):
        county.cases.papers.get(county.people["approver"], sent.line.id, "0" * 64)
