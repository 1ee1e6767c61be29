"""Show what is published and which windows are on which groups; change nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from publishing.desk.looking import MOST_LINES, of_units
from publishing.desk.views import DraftLine, line_of_draft
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Disclosure, Draft, DraftState
from publishing.tables.people import Office
from publishing.tables.schedule import EndKind, GroupEntry


class Showing(StrEnum):
    """Say how a published disclosure stands now; read off its window."""

    SCHEDULED = "scheduled"
    SHOWING = "showing"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureLine:
    """Be one published disclosure with its state now."""

    draft: DraftLine
    published_at: datetime | None
    showing: Showing
    starts_at: datetime | None
    ends_at: datetime | None
    end_kind: EndKind | None
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """Be one window on one display group."""

    group: str
    disclosure: str
    register_number: str
    title: str
    manifest_sha256: str
    starts_at: datetime
    end_kind: EndKind
    ends_at: datetime | None
    weekdays: tuple[int, ...]
    removed_at: datetime | None


class Published:
    """Answer what hangs where."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def disclosures(
        self, actor: str, *, limit: int = MOST_LINES
    ) -> tuple[DisclosureLine, ...]:
        """Return what was published in the person's units, newest first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[DisclosureLine, ...]:
            published = (DraftState.APPROVED, DraftState.WITHDRAWN)
            query = (
                of_units(session, person, *Office)
                .where(Draft.state.in_(published))
                .limit(limit)
            )
            rows = session.scalars(query)
            return tuple(_disclosure_line(session, row, now) for row in rows)

        return self._acting.look(actor, "disclosure.list", do)

    def schedule(
        self, actor: str, *, group: str | None = None, limit: int = MOST_LINES
    ) -> tuple[EntryLine, ...]:
        """Return the windows that are on, or will be, per display group.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[EntryLine, ...]:
            del person
            query = _entries(now, group).limit(limit)
            return tuple(
                _entry_line(entry, matter, title)
                for entry, matter, title in session.execute(query)
            )

        return self._acting.look(actor, "schedule.list", do)


def _disclosure_line(session: Session, row: Draft, now: datetime) -> DisclosureLine:
    entries = list(
        session.scalars(
            select(GroupEntry)
            .where(
                GroupEntry.disclosure_id == row.disclosure_id,
                GroupEntry.manifest_sha256 == row.manifest_sha256,
            )
            .order_by(GroupEntry.group_id)
        )
    )
    first = entries[0] if entries else None
    disclosure = session.get_one(Disclosure, row.disclosure_id)
    return DisclosureLine(
        draft=line_of_draft(session, row),
        published_at=disclosure.published_at,
        showing=_showing(row, first, now),
        starts_at=first.starts_at if first else None,
        ends_at=first.ends_at if first else None,
        end_kind=first.end_kind if first else None,
        groups=tuple(entry.group_id for entry in entries),
    )


def _showing(row: Draft, entry: GroupEntry | None, now: datetime) -> Showing:
    if row.state is DraftState.WITHDRAWN:
        return Showing.WITHDRAWN
    if entry is None:
        return Showing.ENDED
    if now < entry.starts_at:
        return Showing.SCHEDULED
    ends_at = entry.ends_at if entry.end_kind is EndKind.FIXED else None
    over = ends_at is not None and ends_at <= now
    return Showing.ENDED if over else Showing.SHOWING


def _entries(now: datetime, group: str | None) -> Select[GroupEntry, Disclosure, str]:
    query = (
        select(GroupEntry, Disclosure, Draft.title)
        .join(Disclosure, Disclosure.id == GroupEntry.disclosure_id)
        .join(Draft, Draft.manifest_sha256 == GroupEntry.manifest_sha256)
        .where(
            GroupEntry.removed_at.is_(None),
            (GroupEntry.end_kind != EndKind.FIXED) | (GroupEntry.ends_at > now),
        )
        .order_by(GroupEntry.group_id, GroupEntry.starts_at, GroupEntry.id)
    )
    return query.where(GroupEntry.group_id == group) if group else query


def _entry_line(entry: GroupEntry, matter: Disclosure, title: str) -> EntryLine:
    return EntryLine(
        group=entry.group_id,
        disclosure=entry.disclosure_id,
        register_number=matter.register_number or "",
        title=title,
        manifest_sha256=entry.manifest_sha256,
        starts_at=entry.starts_at,
        end_kind=entry.end_kind,
        ends_at=entry.ends_at,
        weekdays=tuple(entry.weekdays),
        removed_at=entry.removed_at,
    )
