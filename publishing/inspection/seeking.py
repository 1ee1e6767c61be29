"""Find what was published, as an inspector asks for it; change nothing (REQ-70).

By unit, by a day on which it hung, by a screen, by register number, and by a person:
whom the text names, or who drafted, reviewed, approved or cleared it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from programme.boards import Board
from programme.period import Period
from programme.window import local_instant
from publishing.catalogue.naming import NamingLine, lines_naming
from publishing.desk.occurring import occurs
from publishing.desk.text import folded
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_below, units_where
from publishing.tables.disclosures import (
    DecisionRow,
    Disclosure,
    Draft,
    DraftState,
    DraftWords,
)
from publishing.tables.evidence import PaintedDay
from publishing.tables.fleet import Device
from publishing.tables.people import Office, StaffMember
from publishing.tables.schedule import DisplayGroup, GroupEntry
from publishing.tables.secrecy import SecrecyReview
from publishing.tables.units import UnitRow

A_LEAF = 30
MOST_LEAVES = 2_000
_PUBLISHED = (DraftState.APPROVED, DraftState.SUPERSEDED, DraftState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Be what an inspector asks for; what is empty narrows nothing."""

    unit: str = ""
    below: bool = True
    """Whether the units below it count as well."""
    published_in: Period | None = None
    on: date | None = None
    screen: str = ""
    """A display group or a device, by id or by part of its name."""
    person: str = ""
    number: str = ""
    """Part of a register number."""
    leaf: int = 0

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked for at all."""
        return self == Asked(leaf=self.leaf)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLine:
    """Be one published disclosure as an inspector's list shows it."""

    disclosure: str
    register_number: str
    unit_name: str
    board: Board
    title: str
    state: DraftState
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLines:
    """Be one leaf of what was found."""

    lines: tuple[PublishedLine, ...]
    more: bool
    catalogue: tuple[NamingLine, ...] = ()
    """Of a person who is sought: the catalogue's lines that name them."""


class Seeking:
    """Answer what was published where, when, and by whom."""

    def __init__(self, *, acting: Acting, zone: tzinfo) -> None:
        self._acting = acting
        self._zone = zone

    def find(self, actor: str, asked: Asked, *, most: int = A_LEAF) -> PublishedLines:
        """Return what fits, newest published first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> PublishedLines:
            units = units_where(session, person, *Office)
            if asked.unit:
                meant = frozenset({asked.unit})
                units &= units_below(session, meant) if asked.below else meant
            leaf = min(max(asked.leaf, 0), MOST_LEAVES)
            query = _query(session, asked, units, self._zone)
            rows = session.execute(query.limit(most + 1).offset(leaf * most)).all()
            name = folded(asked.person)
            today = self._acting.clock.now().astimezone(self._zone).date()
            return PublishedLines(
                lines=tuple(_line(*row) for row in rows[:most]),
                more=len(rows) > most,
                catalogue=lines_naming(session, (name,), units, today) if name else (),
            )

        return self._acting.look(actor, "inspection.search", do)


def _line(matter: Disclosure, version: Draft, unit_name: str) -> PublishedLine:
    return PublishedLine(
        disclosure=matter.id,
        register_number=matter.register_number or "",
        unit_name=unit_name,
        board=version.board,
        title=version.title,
        state=version.state,
        published_at=matter.published_at or version.changed_at,
    )


def _query(
    session: Session, asked: Asked, units: frozenset[str], zone: tzinfo
) -> Select[Disclosure, Draft, str]:
    each = aliased(Draft)
    last = (
        select(each.id)
        .where(each.disclosure_id == Disclosure.id, each.state.in_(_PUBLISHED))
        .order_by(each.approved_at.desc(), each.id.desc())
        .limit(1)
        .correlate(Disclosure)
        .scalar_subquery()
    )
    query = (
        select(Disclosure, Draft, UnitRow.name)
        .select_from(Disclosure)
        .join(Draft, and_(Draft.disclosure_id == Disclosure.id, Draft.id == last))
        .join(UnitRow, UnitRow.id == Disclosure.unit_id)
        .where(Disclosure.register_number.is_not(None), Disclosure.unit_id.in_(units))
        .order_by(Disclosure.published_at.desc(), Disclosure.id)
    )
    if asked.published_in is not None:
        query = query.where(
            Disclosure.published_at
            >= local_instant(asked.published_in.starts_on, time(0), zone),
            Disclosure.published_at
            < local_instant(asked.published_in.ends_on, time(0), zone),
        )
    if asked.number.strip():
        number = asked.number.strip()
        query = query.where(
            Disclosure.register_number.icontains(number, autoescape=True)
        )
    if asked.person.strip():
        query = query.where(_concerns(asked.person.strip()))
    if asked.on is not None or asked.screen.strip():
        query = query.where(_hung(session, asked, zone))
    return query


def _concerns(name: str) -> ColumnElement[bool]:
    """Return the condition that a text names somebody, or that they had a hand in it.

    Every version counts, also one that was replaced since.
    """
    staff = select(StaffMember.id).where(
        StaffMember.name.icontains(name, autoescape=True)
    )
    each = aliased(Draft)
    versions = select(each.id).where(
        or_(
            each.drafter_id.in_(staff),
            each.id.in_(
                select(DraftWords.draft_id).where(
                    occurs(DraftWords.words, folded(name))
                )
            ),
            each.id.in_(
                select(DecisionRow.draft_id).where(DecisionRow.staff_id.in_(staff))
            ),
            each.id.in_(
                select(SecrecyReview.draft_id).where(
                    SecrecyReview.reviewer_name.icontains(name, autoescape=True)
                )
            ),
        )
    )
    said = aliased(Draft)
    of = exists().where(said.disclosure_id == Disclosure.id, said.id.in_(versions))
    return of.correlate(Disclosure)


def _hung(session: Session, asked: Asked, zone: tzinfo) -> ColumnElement[bool]:
    """Return the condition that it hung on a screen, on a day, or both.

    What a device really painted counts as well: it may have been moved since.
    """
    groups, devices = _screens(session, asked.screen.strip())
    window = [GroupEntry.disclosure_id == Disclosure.id]
    painted = [PaintedDay.disclosure_id == Disclosure.id]
    if asked.screen.strip():
        window.append(GroupEntry.group_id.in_(groups))
        painted.append(PaintedDay.device_id.in_(devices))
    if asked.on is not None:
        starts = local_instant(asked.on, time(0), zone)
        ends = local_instant(asked.on + timedelta(days=1), time(0), zone)
        window.append(_covers(starts, ends))
        painted.append(PaintedDay.day == asked.on)
    return or_(
        exists().where(*window).correlate(Disclosure),
        exists().where(*painted).correlate(Disclosure),
    )


def _covers(starts: datetime, ends: datetime) -> ColumnElement[bool]:
    return and_(
        GroupEntry.starts_at < ends,
        or_(GroupEntry.ends_at.is_(None), GroupEntry.ends_at > starts),
        or_(GroupEntry.removed_at.is_(None), GroupEntry.removed_at > starts),
    )


def _screens(session: Session, named: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the groups and devices that somebody means by a name or an id."""
    devices = select(Device.id, Device.group_id).where(
        or_(Device.id == named, Device.name.icontains(named, autoescape=True))
    )
    found = session.execute(devices).all()
    groups = select(DisplayGroup.id).where(
        or_(
            DisplayGroup.id == named,
            DisplayGroup.name.icontains(named, autoescape=True),
        )
    )
    within = {*session.scalars(groups), *(row.group_id for row in found)}
    return tuple(sorted(within)), tuple(row.id for row in found)
