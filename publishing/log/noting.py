"""Note every row of evidence in the log, in the transaction that writes the row.

It hangs on the session, not on the use cases: an act that somebody adds tomorrow
cannot forget it (REQ-75).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from publishing.log.rows import RULES, Noted, noted
from publishing.log.tree import append
from publishing.tables.log import LogLeaf
from publishing.tables.schedule import GroupEntry

_AT_ONCE = 400

_ORDER: Final[dict[type[object], int]] = {
    table: place for place, table in enumerate(RULES)
}


def note_evidence(session: Session, _: UOWTransaction) -> None:
    """Append what a flush has written; rows that say what they said add nothing."""
    changed = [row for row in session.dirty if session.is_modified(row)]
    rows = [row for row in (*session.new, *changed) if type(row) in _ORDER]
    told = _noted(sorted(rows, key=_rank))
    append(session.connection(), [one for one in told if not _was_said(session, one)])


def note_windows(session: Session, entries: Sequence[int]) -> None:
    """Note windows that were moved by one statement, which no flush sees."""
    for begin in range(0, len(entries), _AT_ONCE):
        query = select(GroupEntry).where(
            GroupEntry.id.in_(entries[begin : begin + _AT_ONCE])
        )
        fresh = query.order_by(GroupEntry.id).execution_options(populate_existing=True)
        append(session.connection(), list(_noted(session.scalars(fresh))))


def take_in(session: Session) -> int:
    """Note every row of evidence that the log lacks, and say how many they were.

    It is for the first start with a log, and for a database that was restored: rows
    are looked at one table after the other, in the order of their keys.
    """
    count = 0
    for table in RULES:
        keys = inspect(table).primary_key
        rows = session.scalars(select(table).order_by(*keys))
        missing = [one for one in _noted(rows) if not _is_known(session, one)]
        append(session.connection(), missing)
        count += len(missing)
    return count


def _noted(rows: Iterable[object]) -> Iterator[Noted]:
    for row in rows:
        one = noted(row)
        if one is not None:
            yield one


def _was_said(session: Session, one: Noted) -> bool:
    """Say whether only such columns of a row changed as are no evidence."""
    if one.leaf.kind in _ONE_A_SUBJECT:
        return _last_said(session, one) == one.leaf.canonical()
    return one.leaf.kind in _NEVER_BACK and _is_known(session, one)


def _last_said(session: Session, one: Noted) -> bytes | None:
    query = select(LogLeaf.body).where(
        LogLeaf.kind == one.leaf.kind, LogLeaf.subject == one.subject
    )
    return session.connection().scalar(query.order_by(LogLeaf.place.desc()).limit(1))


def _is_known(session: Session, one: Noted) -> bool:
    query = select(LogLeaf.place).where(
        LogLeaf.kind == one.leaf.kind,
        LogLeaf.subject == one.subject,
        LogLeaf.body == one.leaf.canonical(),
    )
    return session.connection().scalar(query.limit(1)) is not None


def _rank(row: object) -> int:
    return _ORDER[type(row)]


_ONE_A_SUBJECT = frozenset({"device", "group", "register"})
"""Kinds of which every subject has one row, whatever it is changed to and back."""
_NEVER_BACK = frozenset({"decision", "withdrawal"})
"""Kinds whose rows go on to a new state and never back to an old one."""
