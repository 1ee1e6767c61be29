"""Take in service items with their departments and counters; publish nothing.

What comes in is checked as a whole, and every mistake is told at once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from directory import model
from directory.model import Department, LifeEvent, ServiceItem
from programme.document import Document
from publishing.catalogue.units import county_of
from publishing.errors import Refused
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.people import Office
from publishing.tables.services import (
    CounterRow,
    DepartmentRow,
    LifeEventRow,
    ServiceItemRow,
)

MOST_ITEMS = 60_000
_SAID = 20
_KEEPERS = (Office.PUBLISHER, Office.ADMIN)


class ServiceSheet(Document):
    """Be service items as they are handed over; known ids are replaced."""

    departments: Annotated[tuple[Department, ...], Field(max_length=500)] = ()
    counters: Annotated[tuple[model.Counter, ...], Field(max_length=2_000)] = ()
    life_events: Annotated[tuple[LifeEvent, ...], Field(max_length=100)] = ()
    items: Annotated[tuple[ServiceItem, ...], Field(max_length=MOST_ITEMS)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Be how many of each kind were taken in."""

    departments: int
    counters: int
    life_events: int
    items: int


class SheetRefused(Refused):
    """Say everything that does not fit together in a sheet."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        more = len(self.mistakes) - _SAID
        listed = "；".join(self.mistakes[:_SAID])
        rest = f"；还有 {more} 处" if more > 0 else ""
        message = f"事项有 {len(self.mistakes)} 处对不上：{listed}{rest}。请改好再导。"
        super().__init__(message, code="sheet_refused")


class ServiceItems:
    """Take in, remove and list service items."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def take_in(
        self, actor: str, sheet: ServiceSheet, *, gone: Sequence[str] = ()
    ) -> Taken:
        """Keep a sheet of service items; nothing is public until it is published.

        Args:
            actor: Who hands it over.
            sheet: What is new or otherwise.
            gone: Items to be removed in the same step; their rows stay.

        Raises:
            NotAllowed: Not the county's office or administrator.
            SheetRefused: Something in it does not fit together.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Taken:
            _must_keep(session, person)
            mistakes = tuple(_mistakes(session, sheet))
            if mistakes:
                raise SheetRefused(mistakes)
            _keep(session, sheet, now)
            _remove(session, gone, now)
            taken = Taken(
                departments=len(sheet.departments),
                counters=len(sheet.counters),
                life_events=len(sheet.life_events),
                items=len(sheet.items),
            )
            details = {"items": taken.items, "counters": taken.counters}
            if gone:
                details["removed"] = len(gone)
            _journal(session, person, "services.taken_in", details, now)
            return taken

        return self._acting.act(actor, "services.take_in", do)

    def remove(self, actor: str, item: str) -> None:
        """Take a service item out of the next directory; its row stays.

        Raises:
            NotAllowed: Not the county's office or administrator.
            Refused: No such item.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            _must_keep(session, person)
            row = session.get(ServiceItemRow, item)
            if row is None or row.removed_at is not None:
                raise Refused("没有这个事项。请刷新列表再看。", code="no_such_item")
            row.removed_at = now
            _journal(session, person, "services.removed", {"item": item}, now)

        self._acting.act(actor, "services.remove", do)

    def listing(
        self, actor: str, *, after: str = "", limit: int = 100
    ) -> tuple[ServiceItem, ...]:
        """Return a run of the items that the next directory will have.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[ServiceItem, ...]:
            del person
            query = (
                select(ServiceItemRow)
                .where(ServiceItemRow.removed_at.is_(None), ServiceItemRow.id > after)
                .order_by(ServiceItemRow.id)
                .limit(limit)
            )
            rows = session.scalars(query)
            return tuple(ServiceItem.model_validate(row.document) for row in rows)

        return self._acting.look(actor, "services.list", do)


def _must_keep(session: Session, person: Person) -> None:
    county = county_of(session)
    must_hold(session, person, county.id, *_KEEPERS, what="维护办事目录")


def _mistakes(session: Session, sheet: ServiceSheet) -> Iterable[str]:
    """Yield what in a sheet does not fit together, or with what is kept."""
    named = {
        "部门": [department.id for department in sheet.departments],
        "窗口": [counter.id for counter in sheet.counters],
        "事项": [item.id for item in sheet.items],
    }
    for kind, ids in named.items():
        for twice, times in sorted(Counter(ids).items()):
            if times > 1:
                yield f"{kind} {twice} 写了 {times} 次"
    known = _Known(session, sheet)
    for counter in sheet.counters:
        if counter.department not in known.departments:
            yield f"窗口 {counter.id} 的部门 {counter.department} 没有"
    for item in sheet.items:
        yield from known.mistakes_of(item)


class _Known:
    """Know every id that a sheet may speak of."""

    def __init__(self, session: Session, sheet: ServiceSheet) -> None:
        self.departments = set(session.scalars(select(DepartmentRow.id)))
        self.departments |= {department.id for department in sheet.departments}
        self.counters = set(session.scalars(select(CounterRow.id)))
        self.counters |= {counter.id for counter in sheet.counters}
        self.events = set(session.scalars(select(LifeEventRow.id)))
        self.events |= {event.id for event in sheet.life_events}

    def mistakes_of(self, item: ServiceItem) -> Iterable[str]:
        """Yield which ids that an item speaks of are not known."""
        if item.department not in self.departments:
            yield f"事项 {item.id} 的部门 {item.department} 没有"
        if item.counter not in self.counters:
            yield f"事项 {item.id} 的窗口 {item.counter} 没有"
        for event in item.life_events:
            if event not in self.events:
                yield f"事项 {item.id} 的人生事件 {event} 没有"


def _keep(session: Session, sheet: ServiceSheet, now: datetime) -> None:
    for department in sheet.departments:
        session.merge(
            DepartmentRow(
                id=department.id,
                document=department.model_dump(mode="json"),
                updated_at=now,
            )
        )
    session.flush()
    for counter in sheet.counters:
        session.merge(_counter_row(counter, now))
    for event in sheet.life_events:
        document = event.model_dump(mode="json")
        session.merge(LifeEventRow(id=event.id, document=document, updated_at=now))
    session.flush()
    _keep_items(session, sheet.items, now)


def _remove(session: Session, gone: Sequence[str], now: datetime) -> None:
    for item in gone:
        session.get_one(ServiceItemRow, item).removed_at = now
    session.flush()


def _counter_row(counter: model.Counter, now: datetime) -> CounterRow:
    return CounterRow(
        id=counter.id,
        department_id=counter.department,
        document=counter.model_dump(mode="json"),
        updated_at=now,
    )


def _keep_items(session: Session, items: Sequence[ServiceItem], now: datetime) -> None:
    """Keep items in two statements, however many they are."""
    known = set(session.scalars(select(ServiceItemRow.id)))
    values = [_item_values(item, now) for item in items]
    new = [one for one in values if one["id"] not in known]
    if new:
        session.execute(insert(ServiceItemRow), new)
    changed = [one for one in values if one["id"] in known]
    if changed:
        session.execute(update(ServiceItemRow), changed)
    session.expire_all()


def _item_values(item: ServiceItem, now: datetime) -> dict[str, object]:
    return {
        "id": item.id,
        "department_id": item.department,
        "counter_id": item.counter,
        "name": item.name,
        "document": item.model_dump(mode="json"),
        "updated_at": now,
        "removed_at": None,
    }


def _journal(
    session: Session,
    person: Person,
    act: str,
    details: Mapping[str, object],
    now: datetime,
) -> None:
    county = county_of(session).id
    record(session, actor=person.id, act=act, subject=county, details=details, at=now)
