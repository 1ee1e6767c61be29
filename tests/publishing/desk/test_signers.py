from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from programme.approval import Approval, RecordedApproval
from programme.boards import Board
from programme.errors import SignatureRefused
from programme.fulfilment import check_fulfilled
from programme.verdict import check_chain
from publishing.catalogue.units import NewUnit
from publishing.desk.attested_rows import short_code
from publishing.desk.attesting import OnPaper
from publishing.desk.chain_presets import shipped_chains
from publishing.desk.signers import Word
from publishing.desk.views import DraftView
from publishing.errors import (
    ContentChanged,
    NotAllowed,
    NotThere,
    PublishingError,
    Refused,
    SamePerson,
    StateForbids,
)
from publishing.release.others import people_of
from publishing.release.people import listed_people
from publishing.staff.offices import Held
from publishing.tables.disclosures import DecisionRow, DraftState
from publishing.tables.people import Office
from publishing.tables.units import UnitLevel
from tests.fakes.desk import County, digest
from tests.fakes.signed_forms import PHRASE

MINUTES = b"%PDF-1.7 minutes of the joint meeting"
TOWN, VILLAGE = "qinghe-yunxi", "qinghe-yunxi-he"


@pytest.fixture
def village(county: County) -> County:
    """Give a village that nobody of its own can sign in for, below a township."""
    admin = county.people["admin"]
    places = (
        (TOWN, "qinghe", UnitLevel.TOWNSHIP),
        (VILLAGE, TOWN, UnitLevel.VILLAGE),
    )
    for unit, parent, level in places:
        form = NewUnit(
            id=unit,
            parent=parent,
            level=level,
            name=unit,
            register_name=unit,
            lines=(unit,),
        )
        county.cases.units.create(admin, form)
    chain = shipped_chains()["village"].chain
    county.cases.chains.set(admin, "qinghe", chain, level=UnitLevel.VILLAGE)
    for login in ("clerk", "second", "third"):
        held = Held(unit=TOWN, office=Office.DRAFTER)
        county.people[login] = county.join(login, held)
    silent = (
        ("zhuren", Office.DRAFTER),
        ("jianwei", Office.REVIEWER),
        ("shuji", Office.APPROVER),
    )
    for login, office in silent:
        register(county, login, office)
    return county


def register(county: County, login: str, office: Office) -> None:
    """Register somebody of the village who never signs in."""
    token = county.cases.accounts.invite(
        county.people["admin"],
        login=login,
        name=f"{login}同志",
        offices=[Held(unit=VILLAGE, office=office)],
    )
    county.people[login] = token.staff_id


def sent_by_clerk(county: County) -> DraftView:
    form = county.form(unit=VILLAGE, board=Board.VILLAGE)
    made = county.cases.drafting.create(county.people["clerk"], form)
    sent = county.cases.submitting.submit(
        county.people["clerk"], made.line.id, edition=made.line.edition
    )
    return county.cleared(sent)


def left_to_the_village(county: County, **changed: Any) -> DraftView:  # noqa: ANN401 - any field
    form = county.form(**{"unit": VILLAGE, "board": Board.VILLAGE} | changed)
    clerk, submitting = county.people["clerk"], county.cases.submitting
    made = county.cases.drafting.create(clerk, form)
    assert submitting.proposers(clerk, made.line.id) == ("zhuren同志",)
    sent = submitting.submit(
        clerk, made.line.id, edition=made.line.edition, for_village=True
    )
    return county.cleared(sent)


def minutes(county: County, made: DraftView, by: str = "second") -> str:
    paper = county.cases.papers.add(
        county.people[by],
        made.line.id,
        data=MINUTES,
        name="C:\\纪要\\联席会议.pdf",
        manifest_sha256=digest(made),
    )
    return paper.sha256


def enter(county: County, made: DraftView, *, by: str, decided_by: str) -> DraftView:
    word = Word(record=minutes(county, made, by), decided_by=county.people[decided_by])
    deciding = county.cases.deciding
    act = (
        deciding.review if made.line.state is DraftState.SUBMITTED else deciding.approve
    )
    return act(county.people[by], made.line.id, manifest_sha256=digest(made), word=word)


def approvals(county: County, made: DraftView) -> tuple[Approval, ...]:
    with county.database.reading() as session:
        rows = session.scalars(
            select(DecisionRow)
            .where(DecisionRow.manifest_sha256 == digest(made))
            .order_by(DecisionRow.id)
        )
        return TypeAdapter(tuple[Approval, ...]).validate_python(
            [row.approval for row in rows]
        )


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
def test_a_villages_own_proposal_is_entered_with_both_names(village: County) -> None:
    sent = left_to_the_village(village)
    assert sent.decisions == ()
    assert sent.chain[0].is_turn

    proposed = enter(village, sent, by="clerk", decided_by="zhuren")

    (first,) = proposed.decisions
    assert (first.name, first.entered_by) == ("zhuren同志", "clerk岗")
    assert proposed.line.drafter_name == "clerk岗"
    with pytest.raises(SamePerson):
        enter(village, proposed, by="clerk", decided_by="jianwei")


# REQ-12
def test_who_wrote_for_a_village_enters_no_later_step_of_it(village: County) -> None:
    sent = left_to_the_village(village)
    proposed = enter(village, sent, by="second", decided_by="zhuren")

    with pytest.raises(SamePerson):
        enter(village, proposed, by="clerk", decided_by="jianwei")


# REQ-12
def test_a_proposal_left_to_a_village_is_nobody_elses_to_make(village: County) -> None:
    sent = left_to_the_village(village)
    deciding, sha256 = village.cases.deciding, digest(sent)

    for who in ("clerk", "second", "drafter"):
        with pytest.raises(NotAllowed, match="村里自己的人"):
            deciding.review(village.people[who], sent.line.id, manifest_sha256=sha256)
    turn = village.cases.looking.turn(village.people["second"], sent.line.id)
    assert turn.deciders == {village.people["zhuren"]: "zhuren同志"}


# REQ-12
def test_who_got_an_account_in_the_village_meanwhile_proposes_themselves(
    village: County,
) -> None:
    sent = left_to_the_village(village)
    own = village.join("own", Held(unit=VILLAGE, office=Office.DRAFTER))

    proposed = village.cases.deciding.review(
        own, sent.line.id, manifest_sha256=digest(sent)
    )

    (first,) = proposed.decisions
    assert (first.name, first.entered_by) == ("own岗", "")


def test_a_clerk_who_cannot_enter_a_step_may_give_it_back(village: County) -> None:
    sent = left_to_the_village(village)

    back = village.cases.deciding.send_back(
        village.people["second"],
        sent.line.id,
        manifest_sha256=digest(sent),
        reason="村里说数字不对",
    )

    assert back.line.state is DraftState.DRAFT


# REQ-12
def test_a_first_step_is_left_open_only_where_a_village_cannot_sign_in(
    village: County,
) -> None:
    village.people["own"] = village.join(
        "own", Held(unit=VILLAGE, office=Office.DRAFTER)
    )
    clerk, submitting = village.people["clerk"], village.cases.submitting
    told: dict[str, tuple[type[PublishingError], str]] = {
        VILLAGE: (Refused, "自己能登录"),
        TOWN: (NotAllowed, "乡镇经办人"),
    }

    for unit, (refusal, words) in told.items():
        made = village.cases.drafting.create(clerk, village.form(unit=unit))
        assert submitting.proposers(clerk, made.line.id) == ()
        with pytest.raises(refusal, match=words):
            submitting.submit(
                clerk, made.line.id, edition=made.line.edition, for_village=True
            )


# REQ-12
def test_two_clerks_of_a_township_are_enough_for_a_village(village: County) -> None:
    """One writes and enters, the other is the township's accountant as well."""
    admin, keys = village.people["admin"], village.cases.keys
    offices = [Held(unit=TOWN, office=one) for one in (Office.DRAFTER, Office.REVIEWER)]
    village.cases.accounts.set_offices(admin, village.people["second"], offices=offices)
    register(village, "licai", Office.REVIEWER)
    for who in ("clerk", "second"):
        keys.make(village.people[who], passphrase=PHRASE)
    sent = left_to_the_village(village, board=Board.FINANCE)

    for decided_by in ("zhuren", "jianwei", "licai"):
        on_paper(village, sent, decided_by=decided_by)
    seen = village.cases.looking.draft(admin, sent.line.id)
    village.cases.deciding.review(
        village.people["second"], sent.line.id, manifest_sha256=digest(seen)
    )
    on_paper(village, sent, decided_by="shuji")

    published = village.cases.looking.draft(admin, sent.line.id)
    assert published.line.state is DraftState.APPROVED
    assert [one.name for one in published.decisions] == [
        "zhuren同志",
        "jianwei同志",
        "licai同志",
        "second岗",
        "shuji同志",
    ]
    assert published.decisions[0].attested_by == ("clerk岗", "second岗")
    key = village.services.approval_key
    with village.database.reading() as session:
        people = listed_people(session, people_of(approval=key, time=key))
    check_chain(digest(sent), approvals(village, sent), people)


def on_paper(county: County, made: DraftView, *, decided_by: str) -> None:
    """Enter what somebody of the village signed, and attest it with two keys."""
    scan = minutes(county, made, "clerk")
    told = OnPaper(
        scan=scan,
        code=short_code(digest(made)),
        decided_by=county.people[decided_by],
        decided_on=date(2026, 11, 23),
    )
    attesting = county.cases.attesting
    paper = attesting.enter(
        county.people["clerk"], made.line.id, told, manifest_sha256=digest(made)
    )
    for who in ("clerk", "second"):
        attesting.attest(
            county.people[who], paper.id, scan_sha256=scan, passphrase=PHRASE
        )
        county.clock.forward(seconds=1)


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
