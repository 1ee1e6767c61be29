"""Sign how far the log has come, and answer from what was signed; append nothing else.

The newest checkpoint goes out to every device as a small target, with the first one of
each of the last days, so that devices which were away keep the same ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from programme.certificate import ReportBridge
from programme.checkpoint import Checkpoint, LogKey, sign_checkpoint
from programme.keys import SigningKey, to_base64url
from programme.merkle import Node, consistency_proof, root_of
from programme.witness import LOG_TARGET, Bridge, LogHead
from publishing.log.tree import size_of, tree_of
from publishing.releases_due import ask_for
from publishing.tables.log import LogCheckpoint
from publishing.tables.monthly import ReportCheckpoint

_ANCHORS = 8
"""Days whose first checkpoint goes out with the newest one."""
_DAYS_LOOKED_AT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSigner:
    """Be the county's log: its name and its own key."""

    key: SigningKey
    origin: str

    @property
    def public(self) -> LogKey:
        """Return what others verify its checkpoints with."""
        return LogKey(origin=self.origin, public=self.key.public)


def origin_of(county: str) -> str:
    """Return the name of a county's log."""
    return f"mingbai/{county}"


def newest(session: Session) -> LogCheckpoint | None:
    """Return the last checkpoint that was signed, or None before the first."""
    query = select(LogCheckpoint).order_by(LogCheckpoint.size.desc()).limit(1)
    return session.scalar(query)


def sign_now(session: Session, signer: LogSigner, at: datetime) -> LogCheckpoint:
    """Return a checkpoint over all that the log holds; signed anew where it grew."""
    connection = session.connection()
    size = size_of(connection)
    held = session.get(LogCheckpoint, size)
    if held is not None:
        return held
    root = root_of(size, tree_of(connection))
    said = Checkpoint(origin=signer.origin, size=size, root=root)
    row = LogCheckpoint(
        size=size, root=root, note=sign_checkpoint(said, signer.key), signed_at=at
    )
    session.add(row)
    session.flush()
    ask_for(session, LOG_TARGET, at)
    return row


def anchors(
    session: Session, *, since: datetime, zone: tzinfo
) -> tuple[LogCheckpoint, ...]:
    """Return the first checkpoint of each local day, oldest first.

    Which is the first is told by its size: it never changes once it is signed.
    """
    query = select(LogCheckpoint).where(LogCheckpoint.signed_at >= since)
    found: dict[object, LogCheckpoint] = {}
    for row in session.scalars(query.order_by(LogCheckpoint.size)):
        found.setdefault(row.signed_at.astimezone(zone).date(), row)
    return tuple(found.values())


def head_of(session: Session, key: LogKey, zone: tzinfo) -> LogHead | None:
    """Return what devices are told of the log, or None before the first checkpoint."""
    row = newest(session)
    if row is None:
        return None
    since = row.signed_at - timedelta(days=_DAYS_LOOKED_AT)
    earlier = anchors(session, since=since, zone=zone)
    return LogHead(
        version=1,
        key=key.text(),
        checkpoint=row.note,
        bridges=bridges(session, earlier[-_ANCHORS:], to_size=row.size),
    )


def bridges(
    session: Session, earlier: Sequence[LogCheckpoint], *, to_size: int
) -> tuple[Bridge, ...]:
    """Return earlier checkpoints, each with the proof that the log only grew since."""
    node = tree_of(session.connection())
    return tuple(
        _bridge(row.note, row.size, to_size, node)
        for row in earlier
        if row.size <= to_size
    )


def report_bridges(
    session: Session, *wanted: ColumnElement[bool], to_size: int
) -> tuple[ReportBridge, ...]:
    """Return the checkpoints that reports print, by name, each with the growth."""
    node = tree_of(session.connection())
    query = select(ReportCheckpoint).where(ReportCheckpoint.size <= to_size, *wanted)
    return tuple(
        ReportBridge(
            report=row.report, bridge=_bridge(row.note, row.size, to_size, node)
        )
        for row in session.scalars(query.order_by(ReportCheckpoint.report))
    )


def _bridge(note: str, size: int, to_size: int, node: Node) -> Bridge:
    proof = consistency_proof(size, to_size, node)
    return Bridge(checkpoint=note, proof=tuple(map(to_base64url, proof)))
