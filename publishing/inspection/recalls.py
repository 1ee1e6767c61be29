"""Show every recall that is not answered by all, and what must still be erased.

It changes nothing: devices that come back obey first of all, and leave this list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.programme import FOR_A_PERSONS_SAKE, WithdrawalCause
from publishing.evidence.erasures import DeviceErasure, erasures_of
from publishing.evidence.queries import receipts_of
from publishing.evidence.recalls import Out, recalls_out, settled_since
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import (
    Disclosure,
    Draft,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry

LATELY = timedelta(days=30)
"""Recalls that all have answered are shown for so long."""
ENDED_LATELY = timedelta(days=90)
"""Lists of persons whose time was up are looked at for so long."""
_MOST_DONE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Be one disclosure that was taken down, and who has said so."""

    disclosure: str
    title: str
    register_number: str
    cause: WithdrawalCause
    at: datetime
    devices: int
    """Displays on which it hung."""
    answered: int
    """That took it down, by their own signed word."""
    out: tuple[Out, ...]
    """That owe the receipt; of one that is done only such as can give none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Be one disclosure that names persons and is on some device's disk still."""

    disclosure: str
    title: str
    devices: int
    erased: int
    out: tuple[DeviceErasure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallTable:
    """Be the page: what is open, what all in use have answered, what to erase."""

    now: datetime
    open: tuple[Recall, ...]
    done: tuple[Recall, ...]
    erasing: tuple[Owed, ...]


class Recalls:
    """Answer who is still out of reach."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def table(self, actor: str) -> RecallTable:
        """Return the recalls of the display groups of the person's units.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> RecallTable:
            units = units_where(session, person, *Office)
            out = recalls_out(session, units)
            names = dict.fromkeys(one.withdrawal for one in out if not one.revoked)
            rows = [session.get_one(WithdrawalRow, name) for name in names]
            done = [
                row
                for row in settled_since(session, units, now - LATELY)
                if row.id not in names
            ]
            return RecallTable(
                now=now,
                open=tuple(_recall(session, row, out) for row in rows),
                done=tuple(_recall(session, row, out) for row in done[:_MOST_DONE]),
                erasing=tuple(_erasing(session, units, now)),
            )

        return self._acting.look(actor, "recalls.table", do)


def _recall(session: Session, row: WithdrawalRow, out: Iterable[Out]) -> Recall:
    at = row.settled_at or row.requested_at
    receipts = receipts_of(session, row.disclosure_id, since=at)
    answered = sum(bool(one.adopted_at or one.gone_at) for one in receipts)
    mine = tuple(one for one in out if one.withdrawal == row.id)
    disclosure = session.get_one(Disclosure, row.disclosure_id)
    return Recall(
        disclosure=row.disclosure_id,
        title=session.get_one(Draft, row.draft_id).title,
        register_number=disclosure.register_number or "",
        cause=row.cause,
        at=at,
        devices=answered + len(mine),
        answered=answered,
        out=mine,
    )


def _erasing(session: Session, units: Iterable[str], now: datetime) -> Iterator[Owed]:
    groups = set(
        session.scalars(
            select(DisplayGroup.id).where(DisplayGroup.unit_id.in_(list(units)))
        )
    )
    for disclosure in sorted(_may_owe(session, now)):
        mine = [
            one for one in erasures_of(session, disclosure, now) if one.group in groups
        ]
        out = tuple(one for one in mine if one.erased_at is None)
        if out:
            yield Owed(
                disclosure=disclosure,
                title=_title(session, disclosure),
                devices=len(mine),
                erased=len(mine) - len(out),
                out=out,
            )


def _may_owe(session: Session, now: datetime) -> set[str]:
    """Return the disclosures of which devices may have to erase something."""
    down = select(WithdrawalRow.disclosure_id).where(
        WithdrawalRow.state == WithdrawalState.CONFIRMED,
        WithdrawalRow.cause.in_(FOR_A_PERSONS_SAKE),
    )
    since = now - ENDED_LATELY
    ended = select(GroupEntry.disclosure_id).where(
        (GroupEntry.end_kind == EndKind.FIXED) & GroupEntry.ends_at.between(since, now)
        | GroupEntry.removed_at.between(since, now)
    )
    return {*session.scalars(down), *session.scalars(ended)}


def _title(session: Session, disclosure: str) -> str:
    query = (
        select(Draft.title)
        .where(Draft.disclosure_id == disclosure, Draft.manifest_sha256.is_not(None))
        .order_by(Draft.changed_at.desc())
    )
    return session.scalars(query).first() or disclosure
