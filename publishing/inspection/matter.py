"""Show one disclosure with all that can be proved about it; change nothing (REQ-70)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.views import DraftView, view_of
from publishing.desk.withdrawals import WithdrawalView, withdrawal_view
from publishing.errors import NotThere
from publishing.evidence.erasures import DeviceErasure, erasures_of
from publishing.evidence.queries import Receipt, ShownDay, receipts_of, shown_days
from publishing.inspection.moves import MoveView, moves_of
from publishing.oversight.journal import page
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds
from publishing.tables.disclosures import (
    Disclosure,
    Draft,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.people import Office, StaffMember
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry
from publishing.tables.units import UnitRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Be one window of a disclosure on one display group."""

    group: str
    group_name: str
    starts_at: datetime
    end_kind: EndKind
    ends_at: datetime | None
    removed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Be one act on a disclosure, from the journal."""

    number: int
    at: datetime
    by: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Be one disclosure: its versions, where it hung, what devices prove."""

    disclosure: str
    unit: str
    unit_name: str
    register_number: str
    published_at: datetime | None
    hung_since: date | None
    """Its first day, where it hung before the product came."""
    versions: tuple[DraftView, ...]
    """Newest first."""
    places: tuple[Place, ...]
    shown: tuple[ShownDay, ...]
    withdrawals: tuple[WithdrawalView, ...]
    """Newest first."""
    receipts: tuple[Receipt, ...]
    """Of the last withdrawal that was confirmed."""
    erasures: tuple[DeviceErasure, ...]
    """What devices say of erasing it, where its personal data has to go (REQ-22)."""
    acts: tuple[Act, ...]
    """Newest first."""
    moves: tuple[MoveView, ...]
    """What calendars moved, newest first."""

    @property
    def newest(self) -> DraftView:
        """Return the newest version."""
        return self.versions[0]


class Matters:
    """Answer what is known of one disclosure."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def show(self, actor: str, disclosure: str) -> Matter:
        """Return one disclosure.

        Raises:
            NotThere: No such disclosure, or not for this person.
        """

        def do(session: Session, person: Person) -> Matter:
            row = session.get(Disclosure, disclosure)
            if row is None or not holds(session, person, row.unit_id, *Office):
                raise NotThere("这件公开事项")
            return _matter(session, row, self._acting.clock.now())

        return self._acting.look(actor, "disclosure.show", do)


def _matter(session: Session, row: Disclosure, now: datetime) -> Matter:
    withdrawals = tuple(_withdrawals(session, row.id))
    confirmed = [one for one in withdrawals if one.state is WithdrawalState.CONFIRMED]
    since = confirmed[0].settled_at if confirmed else None
    return Matter(
        disclosure=row.id,
        unit=row.unit_id,
        unit_name=session.get_one(UnitRow, row.unit_id).name,
        register_number=row.register_number or "",
        published_at=row.published_at,
        hung_since=row.hung_since,
        versions=tuple(_versions(session, row.id)),
        places=tuple(_places(session, row.id)),
        shown=shown_days(session, row.id),
        withdrawals=withdrawals,
        receipts=receipts_of(session, row.id, since=since) if since else (),
        erasures=erasures_of(session, row.id, now),
        acts=tuple(_acts(session, row.id)),
        moves=moves_of(session, row.id),
    )


def _versions(session: Session, disclosure: str) -> Iterator[DraftView]:
    query = select(Draft).where(Draft.disclosure_id == disclosure)
    newest_first = query.order_by(Draft.created_at.desc(), Draft.id.desc())
    for row in session.scalars(newest_first).all():
        yield view_of(session, row)


def _places(session: Session, disclosure: str) -> Iterator[Place]:
    query = (
        select(GroupEntry, DisplayGroup.name)
        .join(DisplayGroup, DisplayGroup.id == GroupEntry.group_id)
        .where(GroupEntry.disclosure_id == disclosure)
        .order_by(GroupEntry.starts_at.desc(), GroupEntry.group_id)
    )
    for entry, name in session.execute(query):
        yield Place(
            group=entry.group_id,
            group_name=name,
            starts_at=entry.starts_at,
            end_kind=entry.end_kind,
            ends_at=entry.ends_at,
            removed_at=entry.removed_at,
        )


def _withdrawals(session: Session, disclosure: str) -> Iterator[WithdrawalView]:
    query = select(WithdrawalRow).where(WithdrawalRow.disclosure_id == disclosure)
    newest_first = query.order_by(WithdrawalRow.requested_at.desc(), WithdrawalRow.id)
    for kept in session.scalars(newest_first).all():
        yield withdrawal_view(session, kept)


def _acts(session: Session, disclosure: str) -> Iterator[Act]:
    for entry in page(session, subject=disclosure, limit=200):
        member = session.get(StaffMember, entry.actor)
        yield Act(
            number=entry.number,
            at=entry.at,
            by=member.name if member else entry.actor,
            act=entry.act,
        )
