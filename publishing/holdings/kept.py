"""Say what the desk and the database lack of what they must keep; it mends nothing."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from publishing.files import FileStore
from publishing.holdings.lack import Flaw, Kind, Lack
from publishing.holdings.released import damaged_in
from publishing.release.following import assets_of_manifest
from publishing.tables.chains import DecisionNote, DraftPaper
from publishing.tables.disclosures import Draft, ManifestRow
from publishing.tables.evidence import EvidenceBatch, WriterHead
from publishing.tables.filings import FilingReply
from publishing.tables.log import IssuedCertificate
from publishing.tables.monthly import ReportFile
from publishing.tables.papers import PaperApproval
from publishing.tables.presences import PresenceRow
from publishing.tables.schedule import GroupEntry

DESK = "files"
_Column = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
_ON_PAPER: tuple[_Column, ...] = (
    PaperApproval.scan_sha256,
    DraftPaper.sha256,
    DecisionNote.record_sha256,
    FilingReply.sha256,
    PresenceRow.posted_photo,
    PresenceRow.removed_photo,
)
_FROM_DESK: tuple[_Column, ...] = (
    Draft.source_sha256,
    IssuedCertificate.bundle,
    IssuedCertificate.sheet,
    ReportFile.bundle,
    ReportFile.sheet,
)


def missing_on_desk(
    session: Session, files: FileStore, now: datetime
) -> Iterator[Lack]:
    """Yield the desk's files that rows name and that are not there."""
    for sha256, kind in _wanted(session, now).items():
        if not files.path_of(sha256).is_file():
            yield _lack(kind, sha256, Flaw.MISSING)


def damaged_on_desk(
    session: Session, files: FileStore, part: str = "??"
) -> Iterator[Lack]:
    """Yield the desk's files whose bytes are not those of their names."""
    for path in damaged_in(files.root, part):
        yield _lack(_kind_of(session, path.name), path.name, Flaw.DAMAGED)


def missing_records(session: Session, heads: Iterable[WriterHead]) -> Iterator[Lack]:
    """Yield the numbers of chains that were stored, and are not there any more."""
    for head in heads:
        for first, last in _gaps(session, head):
            name = f"{head.device_id}/{head.writer}/{first}-{last}"
            yield Lack(kind=Kind.BATCH, name=name, flaw=Flaw.MISSING)


def chains(session: Session) -> Iterator[WriterHead]:
    """Yield how far every chain of every device is stored."""
    query = select(WriterHead).order_by(WriterHead.device_id, WriterHead.writer)
    yield from session.scalars(query)


def _gaps(session: Session, head: WriterHead) -> Iterator[tuple[int, int]]:
    query = (
        select(EvidenceBatch.first_number, EvidenceBatch.last_number)
        .where(
            EvidenceBatch.device_id == head.device_id,
            EvidenceBatch.writer == head.writer,
        )
        .order_by(EvidenceBatch.last_number)
    )
    behind = 0
    for first, last in session.execute(query):
        if first > behind + 1:
            yield behind + 1, first - 1
        behind = max(behind, last)
    if behind < head.number:
        yield behind + 1, head.number


def _wanted(session: Session, now: datetime) -> dict[str, Kind]:
    """Return the desk's files by SHA-256: of open and coming windows, and on file."""
    found = dict.fromkeys(_of_windows(session, now), Kind.DESK)
    for kind, columns in ((Kind.DESK, _FROM_DESK), (Kind.SCAN, _ON_PAPER)):
        for column in columns:
            named = session.scalars(select(column).where(column.is_not(None)))
            found |= {sha256: kind for sha256 in named if sha256}
    return found


def _kind_of(session: Session, sha256: str) -> Kind:
    on_paper = (
        session.scalar(select(column).where(column == sha256).limit(1))
        for column in _ON_PAPER
    )
    return Kind.SCAN if any(on_paper) else Kind.DESK


def _of_windows(session: Session, now: datetime) -> Iterator[str]:
    shown = select(GroupEntry.manifest_sha256).where(
        GroupEntry.removed_at.is_(None),
        or_(GroupEntry.ends_at.is_(None), GroupEntry.ends_at > now),
    )
    bodies = select(ManifestRow.body).where(ManifestRow.sha256.in_(shown))
    for body in session.scalars(bodies.execution_options(yield_per=200)):
        yield from assets_of_manifest(body)


def _lack(kind: Kind, sha256: str, flaw: Flaw) -> Lack:
    return Lack(kind=kind, name=f"{DESK}/{sha256[:2]}/{sha256}", flaw=flaw)
