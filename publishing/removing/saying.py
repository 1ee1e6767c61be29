"""Yield the words that stand beside disclosures, thing by thing; seek nothing in them.

They are the emergency notices that are open, what displays say of units, boards, halls
and offices, and the service guides: as they are kept, and as they are out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.model import Counter, Department, LifeEvent
from directory.places import Place, Places
from programme.document import Document
from programme.override import Override
from publishing.catalogue.directory import (
    item_documents_out,
    kept_counters,
    kept_departments,
    kept_events,
    kept_item_documents,
    newest_directory,
    places_out,
)
from publishing.catalogue.place_words import kept_places
from publishing.files import FileStore
from publishing.overriding.rows import county_of, lapse_of
from publishing.overriding.rules import is_open
from publishing.tables.boards import UnitBoardsRow
from publishing.tables.screen_orders import OrderKind, OrderState, ScreenOrder
from publishing.tables.units import UnitRow

_MAY_BE_OPEN = (OrderState.PROPOSED, OrderState.IN_FORCE)


class PlaceKind(StrEnum):
    """Say where words stand that nobody takes down with a disclosure."""

    NOTICE = "notice"
    """An emergency notice that waits or is in force."""
    UNIT = "unit"
    BOARD = "board"
    HALL = "hall"
    OFFICE = "office"
    """Where requests for disclosure are taken."""
    GUIDE = "guide"
    COUNTER = "counter"
    DEPARTMENT = "department"
    LIFE_EVENT = "life_event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Be the words of one thing."""

    kind: PlaceKind
    key: str
    title: str
    unit: str
    words: str


def open_notices(session: Session, now: datetime) -> Iterator[Said]:
    """Yield the emergency notices that wait for a second person or are in force."""
    query = select(ScreenOrder).where(
        ScreenOrder.kind == OrderKind.OVERRIDE,
        ScreenOrder.state.in_(_MAY_BE_OPEN),
        ScreenOrder.ends_at > now,
    )
    for row in session.scalars(query.order_by(ScreenOrder.id)):
        if is_open(row.state, lapses_at=lapse_of(row), ends_at=row.ends_at, now=now):
            notice = Override.model_validate(row.signed)
            yield Said(
                kind=PlaceKind.NOTICE,
                key=row.id,
                title=notice.headline,
                unit=row.unit_id,
                words=_joined(
                    (notice.headline, notice.place, *notice.acts, notice.issuer)
                ),
            )


def kept_words(session: Session) -> Iterator[Said]:
    """Yield what displays say of units and halls, and the guides, as they are kept."""
    yield from _of_places(kept_places(session))
    yield from _of_units(session)
    county = county_of(session).id
    yield from _of_items(county, kept_item_documents(session))
    parts = (kept_departments(session), kept_counters(session), kept_events(session))
    yield from _around_guides(county, *parts)


def words_out(session: Session, files: FileStore) -> Iterator[Said]:
    """Yield the same as it was published last: what was mended since is still in it."""
    directory = newest_directory(session)
    if directory is None:
        return
    yield from _of_places(places_out(files, directory))
    yield from _of_items(directory.county, item_documents_out(files, directory))
    parts = (directory.departments, directory.counters, directory.life_events)
    yield from _around_guides(directory.county, *parts)


def _of_places(places: Places) -> Iterator[Said]:
    for place in places.places:
        yield _said(place, PlaceKind.UNIT, (place.name, place.register_name))
        if place.hall is not None:
            yield _said(place, PlaceKind.HALL, _texts(place.hall))
        if place.office is not None:
            yield _said(place, PlaceKind.OFFICE, _texts(place.office))
        if place.merged:
            yield _said(place, PlaceKind.BOARD, (one.name for one in place.merged))


def _said(place: Place, kind: PlaceKind, words: Iterable[str]) -> Said:
    return Said(
        kind=kind,
        key=place.unit,
        title=place.name,
        unit=place.unit,
        words=_joined(words),
    )


def _of_units(session: Session) -> Iterator[Said]:
    """Yield what the file of places does not hold: the rail's lines, who leads."""
    query = select(UnitRow, UnitBoardsRow.document).outerjoin(
        UnitBoardsRow, UnitBoardsRow.unit_id == UnitRow.id
    )
    for row, boards in session.execute(query.order_by(UnitRow.id)):
        shown = {PlaceKind.UNIT: row.lines, PlaceKind.BOARD: boards}
        for kind, value in shown.items():
            yield Said(
                kind=kind,
                key=row.id,
                title=row.name,
                unit=row.id,
                words=_joined(_strings(value)),
            )


def _of_items(county: str, items: Iterable[dict[str, Any]]) -> Iterator[Said]:
    """Yield the guides; tens of thousands are read as they are kept, not built."""
    for one in items:
        yield Said(
            kind=PlaceKind.GUIDE,
            key=one["id"],
            title=one["plain_name"],
            unit=county,
            words=_joined(_strings(one)),
        )


def _around_guides(
    county: str,
    departments: Iterable[Department],
    counters: Iterable[Counter],
    events: Iterable[LifeEvent],
) -> Iterator[Said]:
    named: tuple[tuple[PlaceKind, Iterable[tuple[Document, str, str]]], ...] = (
        (PlaceKind.COUNTER, ((one, one.id, one.window) for one in counters)),
        (PlaceKind.DEPARTMENT, ((one, one.id, one.name) for one in departments)),
        (PlaceKind.LIFE_EVENT, ((one, one.id, one.name) for one in events)),
    )
    for kind, things in named:
        for one, key, title in things:
            yield Said(
                kind=kind,
                key=key,
                title=title,
                unit=county,
                words=_joined(_texts(one)),
            )


def _texts(document: Document) -> list[str]:
    return _strings(document.model_dump(mode="json"))


def _strings(value: Any) -> list[str]:  # noqa: ANN401 - any JSON value
    """Return every text in a JSON value, so that a later field is not forgotten.

    Names of fields come in order: what is kept reads as the same thing that is out.
    """
    found: list[str] = []
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            left += [one[name] for name in sorted(one, reverse=True)]
        elif isinstance(one, list):
            left += reversed(one)
    return found


def _joined(words: Iterable[str]) -> str:
    return "\n".join(words)
