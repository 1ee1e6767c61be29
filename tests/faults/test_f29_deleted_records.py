"""F29: staff delete records in the centre's database; whoever has the keys finds it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from programme.certificate import Claims
from programme.certificate_check import Check, examine
from programme.certificate_opening import open_bundle
from programme.certificate_witness import (
    Agreement,
    agreement,
    printed_agreement,
)
from programme.errors import ContractError
from programme.leaves import LeafForm, leaf_of
from programme.merkle import leaf_hash
from programme.monthly_report import open_report
from programme.printed_checkpoint import typed_lines
from programme.witness import Bridge
from publishing.certificates.certificates import LogProofs
from publishing.certificates.gathering import EvidenceMissing
from publishing.errors import NotThere
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.glass import EvidenceSpan
from publishing.tables.log import LogCheckpoint, LogLeaf, LogNode
from tests.fakes.certificates import Hung, hang, issue, keeper_of, told_more
from tests.fakes.delivery import Delivery, new_delivery
from tests.fakes.presences import posted

pytestmark = pytest.mark.fault

Tamper = Callable[[Session], None]


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    with new_delivery(tmp_path) as made:
        yield made


def kept_notes(delivery: Delivery) -> list[str]:
    """Return the checkpoints of the log, as devices keep them."""
    with delivery.county.database.reading() as session:
        query = select(LogCheckpoint.note).order_by(LogCheckpoint.size)
        return list(session.scalars(query))


def tamper(delivery: Delivery, change: Tamper) -> None:
    """Change the database as somebody does who has its password and no key."""
    with Session(delivery.county.database.engine) as session:
        change(session)
        session.commit()


def judged(delivery: Delivery, hung: Hung) -> tuple[Claims, set[Check]]:
    opened = open_bundle(issue(delivery, hung.disclosure).data)
    failed = {one.check for one in examine(opened) if not one.holds}
    return opened.certificate.claims, failed


def run(statement: str) -> Tamper:
    def change(session: Session) -> None:
        session.execute(text(statement))

    return change


@pytest.fixture
def hung(delivery: Delivery) -> Hung:
    made = hang(delivery, days=3)
    told_more(delivery, made)
    keeper_of(delivery).tick()
    return made


@pytest.mark.parametrize("first", [1, 31, 91])
def test_a_deleted_batch_is_named(delivery: Delivery, hung: Hung, first: int) -> None:
    def remove(session: Session) -> None:
        query = select(EvidenceBatch.id).where(
            EvidenceBatch.writer == "player-1", EvidenceBatch.first_number == first
        )
        batch = session.scalar(query)
        assert batch is not None
        session.execute(delete(EvidenceSpan).where(EvidenceSpan.batch_id == batch))
        session.execute(delete(EvidenceBatch).where(EvidenceBatch.id == batch))

    tamper(delivery, remove)

    with pytest.raises(EvidenceMissing, match=hung.screen.id):
        issue(delivery, hung.disclosure)


def test_a_batch_that_was_put_in_the_place_of_another_is_found(
    delivery: Delivery, hung: Hung
) -> None:
    def swap(session: Session) -> None:
        query = select(EvidenceBatch).where(EvidenceBatch.writer == "player-1")
        one, two, *_ = session.scalars(query.order_by(EvidenceBatch.id))
        one.body, two.body = two.body, one.body

    tamper(delivery, swap)

    try:
        _, failed = judged(delivery, hung)
    except ContractError:
        return
    assert Check.RECORDS in failed


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE decision SET voided_at = decided_at WHERE role = 'reviewer'",
            {Check.APPROVALS},
        ),
        (
            "UPDATE decision SET voided_at = decided_at",
            {Check.APPROVALS, Check.SECRECY},
        ),
        ("DELETE FROM presence", set()),
        ("UPDATE presence SET from_on = '2026-11-01'", set()),
        ("DELETE FROM lengthening", set()),
        ("DELETE FROM secrecy_review", set()),
        ("UPDATE group_entry SET starts_at = '2026-11-01 00:00:00'", set()),
        ("UPDATE display_group SET least_exposures_per_day = 1", set()),
        ("UPDATE disclosure SET register_number = register_number || '9'", set()),
    ],
)
def test_rows_are_only_a_copy_what_the_log_says_stands(
    delivery: Delivery, hung: Hung, statement: str, expected: set[Check]
) -> None:
    before, good = judged(delivery, hung)

    tamper(delivery, run(statement))

    after, failed = judged(delivery, hung)
    assert (good, failed) == (set(), expected)
    assert after == before


def rebuilt(without: Callable[[LeafForm], bool]) -> Tamper:
    """Return what writes the whole log anew without some leaves, checkpoints too."""

    def change(session: Session) -> None:
        rows = list(session.scalars(select(LogLeaf).order_by(LogLeaf.place)))
        told = [(row.kind, row.subject, row.body) for row in rows]
        for table in (LogLeaf, LogNode, LogCheckpoint):
            session.execute(delete(table))
        session.expunge_all()
        kept = [one for one in told if not without(leaf_of(one[2]))]
        session.add_all(
            LogLeaf(
                place=place, kind=kind, subject=subject, body=body, hash=leaf_hash(body)
            )
            for place, (kind, subject, body) in enumerate(kept)
        )

    return change


def edited(session: Session) -> None:
    """Let the log say that a board was a website, its hash left as it was."""
    row = session.scalar(select(LogLeaf).where(LogLeaf.kind == "presence"))
    assert row is not None
    row.body = row.body.replace(b"paper_board", b"website")


def of_kind(kind: str) -> Callable[[LeafForm], bool]:
    return lambda leaf: getattr(leaf, "kind", "") == kind


@pytest.mark.parametrize(
    "change",
    [
        run("DELETE FROM log_leaf WHERE place > (SELECT max(place) - 4 FROM log_leaf)"),
        run("DELETE FROM log_leaf WHERE kind = 'presence'"),
        edited,
        rebuilt(of_kind("presence")),
        rebuilt(of_kind("lengthening")),
        rebuilt(of_kind("journal")),
        rebuilt(lambda leaf: "first_number" in type(leaf).model_fields),
    ],
    ids=["newest", "one", "edited", "board", "end", "journal", "batches"],
)
def test_a_log_that_was_changed_contradicts_what_devices_keep(
    delivery: Delivery, hung: Hung, change: Tamper
) -> None:
    kept = kept_notes(delivery)

    tamper(delivery, change)

    assert not holds(delivery, hung, kept)


def test_a_log_that_nobody_changed_agrees_with_what_devices_keep(
    delivery: Delivery, hung: Hung
) -> None:
    kept = kept_notes(delivery)

    assert holds(delivery, hung, kept)


def holds(delivery: Delivery, hung: Hung, kept: list[str]) -> bool:
    """Say whether a certificate of now holds, with all that devices kept before.

    For every kept checkpoint the centre is asked for the proof that leads from it to
    the certificate; one that it cannot give convicts it.
    """
    try:
        opened = open_bundle(issue(delivery, hung.disclosure).data)
    except (ContractError, EvidenceMissing, ValueError, TypeError):
        return False
    certificate = opened.certificate
    agreed = {
        agreement(certificate, note, proofs_for(delivery, note, certificate.checkpoint))
        for note in kept
    }
    return agreed == {Agreement.AGREES} and all(one.holds for one in examine(opened))


def proofs_for(delivery: Delivery, one: str, other: str) -> list[Bridge]:
    """Return the proof that the centre gives of growth between two notes, if any."""
    few, many = sorted(int(note.split("\n")[1]) for note in (one, other))
    with delivery.county.database.reading() as session:
        try:
            return [LogProofs(session).between(few, many)]
        except NotThere:
            return []


def printed(delivery: Delivery) -> str:
    """Return what is typed from the month's report, which hangs in another office."""
    reports, by = (
        delivery.county.cases.monthly_reports,
        delivery.county.people["publisher"],
    )
    report = reports.make_so_far(by).report
    _, _, said = open_report(reports.bundle(by, report).data)
    return "\n".join(typed_lines(report, said))


def on_paper(delivery: Delivery, hung: Hung, paper: str) -> tuple[Agreement, bool]:
    """Return how paper stands to a certificate of now, and whether that one holds."""
    opened = open_bundle(issue(delivery, hung.disclosure).data)
    _, found = printed_agreement(opened.certificate, paper)
    return found, all(one.holds for one in examine(opened))


# REQ-70: what is on paper, nobody can write anew.
@pytest.mark.parametrize("of", ["presence", "journal"])
@pytest.mark.parametrize("reports_too", [False, True], ids=["log", "log and reports"])
def test_a_printed_report_convicts_a_log_from_which_a_leaf_was_removed(
    delivery: Delivery, hung: Hung, of: str, *, reports_too: bool
) -> None:
    paper = printed(delivery)
    before = on_paper(delivery, hung, paper)

    tamper(delivery, rebuilt(of_kind(of)))
    if reports_too:
        tamper(delivery, run("DELETE FROM report_file"))
        tamper(delivery, run("DELETE FROM report_checkpoint"))
    for _ in range(3):
        posted(delivery.county, delivery.county.cases.presences, hung.disclosure)
    after, holds_by_itself = on_paper(delivery, hung, paper)

    assert before == (Agreement.AGREES, True)
    if reports_too:
        assert after is Agreement.CONTRADICTS
    else:
        # The certificate names the report itself, and cannot lead to it any more.
        assert not holds_by_itself


def test_a_log_that_was_only_cut_says_nothing_until_it_is_as_long_again(
    delivery: Delivery, hung: Hung
) -> None:
    paper = printed(delivery)

    tamper(delivery, rebuilt(of_kind("journal")))
    tamper(delivery, run("DELETE FROM report_file"))
    tamper(delivery, run("DELETE FROM report_checkpoint"))
    found, _ = on_paper(delivery, hung, paper)

    # No proof leads there: whoever verifies is told to ask for one, and not to believe.
    assert found is not Agreement.AGREES
