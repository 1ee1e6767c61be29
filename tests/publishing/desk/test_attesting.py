from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from sqlalchemy import select

from programme.approval import Approval, AttestedApproval, People
from programme.manifest import Manifest
from programme.playlist import Item
from programme.programme import PEOPLE_TARGET, Shard, target_of
from publishing.desk.attested_rows import check_code, short_code
from publishing.desk.attesting import OnPaper
from publishing.errors import ContentChanged, NotAllowed, NotThere, Refused, SamePerson
from publishing.staff.offices import Held
from publishing.tables.disclosures import DecisionRow, DraftState
from publishing.tables.people import Office
from sync_agent.inner.judge import Judgement, judge
from tests.fakes.delivery import Delivery, new_delivery
from tests.fakes.desk import County, digest
from tests.fakes.signed_forms import TODAY, attest, enter, with_keys

WRONG = "不是这一句"


@pytest.fixture
def clerks(county: County) -> County:
    """Give two clerks with keys of their own."""
    return with_keys(county)


# REQ-12
@pytest.mark.both_databases
def test_two_clerks_bring_a_leaders_signature_on_paper_to_publication(
    clerks: County,
) -> None:
    waiting = clerks.reviewed()
    paper = enter(clerks, waiting)
    first = attest(clerks, paper, "publisher")
    assert first.attested_by == ("publisher-login岗",)
    assert not first.is_settled

    second = attest(clerks, paper, "second")

    published = clerks.cases.looking.draft(clerks.people["drafter"], waiting.line.id)
    assert second.is_settled
    assert published.line.state is DraftState.APPROVED
    last = published.decisions[-1]
    assert last.name == "approver-login岗"
    assert set(last.attested_by) == {"publisher-login岗", "second岗"}
    with clerks.database.reading() as session:
        rows = session.scalars(select(DecisionRow).order_by(DecisionRow.id))
        approvals = [
            TypeAdapter(Approval).validate_python(row.approval) for row in rows
        ]
    assert isinstance(approvals[-1], AttestedApproval)


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    """Give a county that publishes."""
    with new_delivery(tmp_path) as made:
        yield made


# REQ-12
def test_a_device_takes_what_was_approved_on_paper(delivery: Delivery) -> None:
    county = with_keys(delivery.county)
    waiting = county.reviewed()
    paper = enter(county, waiting)
    for who in ("publisher", "second"):
        attest(county, paper, who)

    outcome = delivery.publisher.publish_due()

    assert not outcome.refused
    assert {PEOPLE_TARGET, target_of("qinghe-hall-screen")} <= set(outcome.published)
    verdict = judge(on_a_device(delivery), county.clock.now())
    assert [item.disclosure for item in verdict.accepted] == [waiting.line.disclosure]
    assert verdict.refused == ()


def on_a_device(delivery: Delivery) -> Judgement:
    """Return what the real client brings to a device, to be judged there."""
    programme = delivery.programme()
    people = delivery.reader.get(PEOPLE_TARGET)
    assert people is not None

    def asset(sha256: str) -> bytes:
        return delivery.repository.asset_path(sha256).read_bytes()

    entries = [
        entry
        for ref in programme.shards
        for entry in Shard.parse(asset(ref.sha256)).entries
    ]
    return Judgement(
        programme=programme,
        people=People.parse(people),
        named=[
            Item(entry=entry, manifest=Manifest.parse(asset(entry.manifest.sha256)))
            for entry in entries
        ],
        before=(),
        trusted={},
    )


# REQ-12
def test_the_leader_does_not_attest_the_own_signature_nor_a_clerk_twice(
    clerks: County,
) -> None:
    publisher = Held(unit="qinghe", office=Office.PUBLISHER)
    approver = Held(unit="qinghe", office=Office.APPROVER)
    clerks.cases.accounts.set_offices(
        clerks.people["admin"], clerks.people["approver"], offices=[publisher, approver]
    )
    paper = enter(clerks, clerks.reviewed())
    attest(clerks, paper, "publisher")

    for who in ("approver", "publisher"):
        with pytest.raises(SamePerson):
            attest(clerks, paper, who)


def test_a_wrong_passphrase_attests_nothing(clerks: County) -> None:
    paper = enter(clerks, clerks.reviewed())

    with pytest.raises(Refused, match="口令不对"):
        clerks.cases.attesting.attest(
            clerks.people["publisher"],
            paper.id,
            scan_sha256=paper.scan_sha256,
            passphrase=WRONG,
        )

    waiting = clerks.cases.looking.to_do(clerks.people["approver"]).to_approve
    (seen,) = clerks.cases.attesting.listing(clerks.people["admin"], waiting[0].id)
    assert seen.attested_by == ()


# REQ-16
def test_an_edit_voids_the_form_with_its_attestation(clerks: County) -> None:
    waiting = clerks.reviewed()
    paper = enter(clerks, waiting)
    attest(clerks, paper, "publisher")
    edited = clerks.cases.drafting.edit(
        clerks.people["drafter"],
        waiting.line.id,
        clerks.form(title="改过的"),
        edition=waiting.line.edition,
    )
    clerks.submit(edited)

    with pytest.raises(ContentChanged):
        attest(clerks, paper, "second")
    assert clerks.cases.attesting.listing(clerks.people["admin"], waiting.line.id) == ()


def test_a_form_whose_step_is_signed_meanwhile_is_of_no_use(clerks: County) -> None:
    sent = clerks.submitted()
    paper = enter(clerks, sent, decided_by="reviewer")
    attest(clerks, paper, "publisher")
    clerks.cases.deciding.review(
        clerks.people["reviewer"], sent.line.id, manifest_sha256=digest(sent)
    )

    with pytest.raises(NotThere, match="办公室审核"):
        attest(clerks, paper, "second")


def test_a_review_on_paper_goes_on_to_the_approver(clerks: County) -> None:
    sent = clerks.submitted()
    paper = enter(clerks, sent, decided_by="reviewer")
    for who in ("publisher", "second"):
        attest(clerks, paper, who)

    assert clerks.approve(sent).line.state is DraftState.APPROVED


def test_a_form_of_another_version_day_or_person_is_refused(clerks: County) -> None:
    waiting = clerks.reviewed()

    with pytest.raises(Refused, match="短码"):
        enter(clerks, waiting, code="0000-0000-0000")
    with pytest.raises(Refused, match="日期"):
        enter(clerks, waiting, decided_on=date(2026, 11, 24))
    with pytest.raises(Refused, match="没有这一步的职责"):
        enter(clerks, waiting, decided_by="reviewer")
    with pytest.raises(NotAllowed):
        enter(clerks, waiting, by="admin")


def test_who_may_sign_on_paper_is_told(clerks: County) -> None:
    waiting, draft = clerks.reviewed(), clerks.draft()
    admin, deciders = clerks.people["admin"], clerks.cases.attesting.deciders

    assert deciders(admin, waiting.line.id) == {
        clerks.people["approver"]: "approver-login岗"
    }
    assert deciders(admin, draft.line.id) == {}


def test_the_code_is_read_however_it_is_typed() -> None:
    sha256 = "a1b2c3d4e5f6" + "0" * 52

    assert short_code(sha256) == "A1B2-C3D4-E5F6"
    check_code(" a1b2 c3d4-E5F6 ", sha256)
    with pytest.raises(Refused):
        check_code("A1B2-C3D4", sha256)


def test_a_scan_that_is_not_in_the_file_is_not_attested(clerks: County) -> None:
    waiting = clerks.reviewed()
    told = OnPaper(
        scan="0" * 64,
        code=short_code(digest(waiting)),
        decided_by=clerks.people["approver"],
        decided_on=TODAY,
    )

    with pytest.raises(NotThere, match="扫描件"):
        clerks.cases.attesting.enter(
            clerks.people["publisher"],
            waiting.line.id,
            told,
            manifest_sha256=digest(waiting),
        )
