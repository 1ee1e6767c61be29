"""Let the office look through the directory's working copy and change one thing of it.

Nothing here is public: a state of the whole goes out by two people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Text, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from directory.model import Counter, Department, LifeEvent, ServiceItem
from publishing.catalogue.directory import (
    kept_counters,
    kept_departments,
    kept_events,
)
from publishing.catalogue.trying import Tried, try_question
from publishing.errors import NotThere
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.services import CounterRow, ServiceItemRow

PAGE = 50


class ItemGap(StrEnum):
    """Say what an item lacks."""

    MATERIALS = "materials"
    PHRASES = "phrases"
    HOURS = "hours"
    """Its counter has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """Be one page of the items that were asked for."""

    items: tuple[ServiceItem, ...]
    total: int
    whole: int
    """How many items there are altogether."""
    gaps: Mapping[ItemGap, int]
    """How many items lack what, of all."""
    around: "Around"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Be what items speak of."""

    departments: tuple[Department, ...]
    counters: tuple[Counter, ...]
    events: tuple[LifeEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentLine:
    """Be a department with how much of the directory is its."""

    department: Department
    items: int
    counters: int


class DirectoryUpkeep:
    """Look through items and counters."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def items(
        self,
        actor: str,
        *,
        words: str = "",
        gap: ItemGap | None = None,
        department: str = "",
        page: int = 0,
    ) -> ItemList:
        """Return a page of items.

        Args:
            actor: Who looks.
            words: What stands anywhere in the item: a name, a code, an everyday word.
            gap: Only items that lack this.
            department: Only this department's.
            page: Which page, from 0.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> ItemList:
            del person
            around = around_of(session)
            kept = ServiceItemRow.removed_at.is_(None)
            wanted = [kept, *_wanted(words, gap, department, around)]
            query = (
                select(ServiceItemRow.document)
                .where(*wanted)
                .order_by(ServiceItemRow.id)
                .offset(page * PAGE)
                .limit(PAGE)
            )
            return ItemList(
                items=tuple(map(ServiceItem.model_validate, session.scalars(query))),
                total=_count(session, wanted),
                whole=_count(session, [kept]),
                gaps={
                    one: _count(session, [kept, _lacks(one, around)]) for one in ItemGap
                },
                around=around,
            )

        return self._acting.look(actor, "services.list", do)

    def item(self, actor: str, item: str) -> ServiceItem:
        """Return one item.

        Raises:
            NotThere: No such item, or it was removed.
        """

        def do(session: Session, person: Person) -> ServiceItem:
            del person
            row = session.get(ServiceItemRow, item)
            if row is None or row.removed_at is not None:
                raise NotThere("这个事项")
            return ServiceItem.model_validate(row.document)

        return self._acting.look(actor, "services.list", do)

    def tried(self, actor: str, *, question: str) -> Tried:
        """Return what the kiosk would answer from the working copy.

        Raises:
            NotSignedIn: The actor may not act any more.
            Refused: There are too many items to try one on.
        """

        def do(session: Session, person: Person) -> Tried:
            del person
            return try_question(session, question)

        return self._acting.look(actor, "services.list", do)

    def departments(self, actor: str) -> tuple[DepartmentLine, ...]:
        """Return every department with the number of its items and counters.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[DepartmentLine, ...]:
            del person
            items = _by_department(
                session,
                ServiceItemRow.department_id,
                ServiceItemRow.removed_at.is_(None),
            )
            counters = _by_department(session, CounterRow.department_id)
            return tuple(
                DepartmentLine(
                    department=one,
                    items=items.get(one.id, 0),
                    counters=counters.get(one.id, 0),
                )
                for one in kept_departments(session)
            )

        return self._acting.look(actor, "services.list", do)

    def around(self, actor: str) -> Around:
        """Return the departments, counters and life events.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> Around:
            del person
            return around_of(session)

        return self._acting.look(actor, "services.list", do)


def _by_department(
    session: Session,
    department: InstrumentedAttribute[str],
    *wanted: ColumnElement[bool],
) -> Mapping[str, int]:
    query = select(department, func.count()).where(*wanted).group_by(department)
    return {row[0]: row[1] for row in session.execute(query)}


def counter_gaps(counter: Counter) -> tuple[str, ...]:
    """Return what a counter lacks: hours, a place on the plan."""
    told = {
        "没有办公时间": not any(day.spans for day in counter.hours),
        "平面图上没有位置": counter.place is None,
    }
    return tuple(words for words, lacking in told.items() if lacking)


def around_of(session: Session) -> Around:
    """Return the departments, counters and life events that are kept."""
    return Around(
        departments=kept_departments(session),
        counters=kept_counters(session),
        events=kept_events(session),
    )


def _wanted(
    words: str, gap: ItemGap | None, department: str, around: Around
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        or_(
            ServiceItemRow.name.contains(word, autoescape=True),
            _document().contains(word, autoescape=True),
        )
        for word in words.split()
    ]
    if gap is not None:
        found.append(_lacks(gap, around))
    if department:
        found.append(ServiceItemRow.department_id == department)
    return found


def _lacks(gap: ItemGap, around: Around) -> ColumnElement[bool]:
    """Return what finds the items that lack something.

    Documents are kept in canonical form, so an empty list has one spelling.
    """
    if gap is ItemGap.HOURS:
        shut = [
            one.id for one in around.counters if not any(d.spans for d in one.hours)
        ]
        return ServiceItemRow.counter_id.in_(shut)
    return _document().contains(f'"{gap.value}":[]', autoescape=True)


def _document() -> ColumnElement[str]:
    """Return the document as its text."""
    return type_coerce(ServiceItemRow.document, Text)


def _count(session: Session, wanted: list[ColumnElement[bool]]) -> int:
    return session.scalar(select(func.count(ServiceItemRow.id)).where(*wanted)) or 0
