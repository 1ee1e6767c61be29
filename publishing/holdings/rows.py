"""Write and read what is lacking, in the caller's transaction; look at no file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from publishing.backup.going_on import SYSTEM
from publishing.holdings.lack import Flaw, Kind, Lack
from publishing.oversight.journal import record
from publishing.tables.holdings import LackRow

LOST, MENDED, WHOLE = "holding.lost", "holding.mended", "holding.whole"
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Be a lack as it was noted."""

    lack: Lack
    found_at: datetime
    mended_at: datetime | None


def open_lacks(session: Session) -> tuple[Noted, ...]:
    """Return what is lacking still, the longest first."""
    query = select(LackRow).where(LackRow.mended_at.is_(None))
    rows = session.scalars(query.order_by(LackRow.found_at, LackRow.name))
    return tuple(map(_noted, rows))


def last_mended(session: Session) -> tuple[Noted, ...]:
    """Return what was mended last, the newest first."""
    query = select(LackRow).where(LackRow.mended_at.is_not(None))
    rows = session.scalars(query.order_by(LackRow.mended_at.desc()).limit(_SHOWN))
    return tuple(map(_noted, rows))


def counted(session: Session) -> tuple[int, int]:
    """Return how many are lacking, and how many were mended."""
    lacking = select(func.count()).where(LackRow.mended_at.is_(None))
    mended = select(func.count()).where(LackRow.mended_at.is_not(None))
    return session.scalar(lacking) or 0, session.scalar(mended) or 0


def note(
    session: Session,
    at: datetime,
    *,
    lost: Iterable[Lack] = (),
    mended: Iterable[Lack] = (),
    whole: Iterable[Lack] = (),
) -> None:
    """Keep what was found, and write it into the journal.

    Args:
        session: It writes.
        at: When it was found.
        lost: Lacking, and there is no whole copy; what was noted as lost stays so.
        mended: Was lacking, and a whole copy lies in its place now.
        whole: Was noted as lost, and is there again, or nothing names it any more.
    """
    for lack in lost:
        if not _is_open(session, lack):
            _put(session, lack, at, mended_at=None)
            _enter(session, LOST, lack, at)
    for act, lacks in ((MENDED, mended), (WHOLE, whole)):
        for lack in lacks:
            _put(session, lack, at, mended_at=at)
            _enter(session, act, lack, at)


def _is_open(session: Session, lack: Lack) -> bool:
    row = session.get(LackRow, lack.name)
    return row is not None and row.mended_at is None


def _put(
    session: Session, lack: Lack, at: datetime, *, mended_at: datetime | None
) -> None:
    row = session.get(LackRow, lack.name)
    if row is None or row.mended_at is not None:
        row = row or LackRow(name=lack.name)
        row.found_at = at
    row.kind, row.flaw = lack.kind.value, lack.flaw.value
    row.mended_at = mended_at
    session.add(row)


def _enter(session: Session, act: str, lack: Lack, at: datetime) -> None:
    details = {"kind": lack.kind.value, "flaw": lack.flaw.value, "words": lack.words}
    record(session, actor=SYSTEM, act=act, subject=lack.name, details=details, at=at)


def _noted(row: LackRow) -> Noted:
    lack = Lack(kind=Kind(row.kind), name=row.name, flaw=Flaw(row.flaw))
    return Noted(lack=lack, found_at=row.found_at, mended_at=row.mended_at)
