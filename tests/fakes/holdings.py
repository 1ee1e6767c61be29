"""Hold what a county shows, with its files where they lie, and what looks at them."""

from collections.abc import Callable
from pathlib import Path

from programme.manifest import Manifest
from programme.programme import Programme
from publishing.holdings.lack import Lack
from publishing.holdings.mending import Mender
from publishing.holdings.rows import open_lacks
from publishing.holdings.watch import PARTS, HoldingsWatch
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.glass import EvidenceSpan
from publishing.tables.journal import JournalEntry
from publishing.tables.papers import PaperApproval
from tests.fakes.delivery import SCREEN, Delivery, play


class Shown:
    """Be a disclosure that a screen shows, with its files in the repository."""

    def __init__(self, delivery: Delivery) -> None:
        made = delivery.county.approved()
        delivery.publisher.publish_changes([SCREEN])
        at = delivery.repository.asset_path
        self.manifest = at(made.line.manifest_sha256 or "")
        told = Manifest.parse(self.manifest.read_bytes())
        self.page = at(told.pages[0].pages[0].asset.sha256)
        programme: Programme = delivery.programme()
        self.shard = at(programme.shards[0].sha256)


def flip(path: Path) -> None:
    """Turn a bit of a file, as a disk does."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def no_backup(_: str) -> None:
    """Be a county without backups."""


def watch_of(
    delivery: Delivery, backup: Callable[[str], bytes | None] = no_backup
) -> HoldingsWatch:
    """Return what looks at all files of a county at once."""
    county = delivery.county
    return HoldingsWatch(
        database=county.database,
        repository=delivery.repository,
        files=county.services.files,
        mender=Mender(
            repository=delivery.repository,
            files=county.services.files,
            database=county.database,
            publisher=delivery.publisher,
            backup=backup,
        ),
        clock=county.clock,
        parts=lambda _: frozenset(range(PARTS)),
    )


def lacking(delivery: Delivery) -> list[Lack]:
    """Return what is noted as lacking."""
    with delivery.county.database.reading() as session:
        return [one.lack for one in open_lacks(session)]


def entered(delivery: Delivery) -> list[tuple[str, str]]:
    """Return what the journal says of files: acts and subjects."""
    with delivery.county.database.reading() as session:
        rows = session.query(JournalEntry).order_by(JournalEntry.number)
        return [(one.act, one.subject) for one in rows if "holding." in one.act]


def attested(delivery: Delivery, scan: str) -> None:
    """Have a decision on paper, signed on this scan."""
    county = delivery.county
    made = county.approved()
    with county.database.session() as session:
        session.add(
            PaperApproval(
                id="paper-1",
                draft_id=made.line.id,
                manifest_sha256=made.line.manifest_sha256 or "",
                step="批准",
                decider_id=county.people["approver"],
                decision={},
                scan_sha256=scan,
                office_number="",
                begun_by=county.people["publisher"],
                begun_at=county.clock.now(),
                settled_at=None,
            )
        )
    delivery.publisher.publish_changes([SCREEN])


def delivered(delivery: Delivery) -> str:
    """Have a device deliver three batches; return its id."""
    shown = delivery.county.approved()
    device = delivery.enrolled()
    for _ in range(3):
        record = play(shown.line.disclosure, shown.line.manifest_sha256 or "")
        delivery.conversations.take_evidence(device.batch(device.add(record)))
    return device.id


def forgotten(delivery: Delivery, place: int) -> None:
    """Have one of the batches go from the database."""
    with delivery.county.database.session() as session:
        batches = session.query(EvidenceBatch).order_by(EvidenceBatch.last_number)
        batch = batches.all()[place]
        session.delete(session.get_one(EvidenceSpan, batch.id))
        session.flush()
        session.delete(batch)
