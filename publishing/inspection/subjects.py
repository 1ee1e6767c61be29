"""Name what an act was about, so that nobody has to read ids; it changes nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.override import Override
from publishing.staff.offices import OFFICE_NAMES
from publishing.tables.disclosures import Draft
from publishing.tables.fleet import Device
from publishing.tables.people import Office, StaffMember
from publishing.tables.schedule import DisplayGroup
from publishing.tables.screen_orders import OrderKind, ScreenOrder
from publishing.tables.units import UnitRow


class Names:
    """Find the names that stand behind ids, each looked up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, str] = {}

    def of(self, subject: str) -> str:
        """Return the name behind an id, or nothing where there is none."""
        if subject not in self._known:
            self._known[subject] = self._find(subject)
        return self._known[subject]

    def within(self, details: Mapping[str, Any]) -> dict[str, str]:
        """Return every id in an act's details that has a name, with it."""
        found = {text: self._said(text) for text in set(_texts(details))}
        return {text: name for text, name in found.items() if name}

    def _said(self, text: str) -> str:
        """Return the name of an id, or of an office held for a unit."""
        unit, mark, office = text.partition(":")
        if mark and office in list(Office):
            return f"{self.of(unit) or unit} {OFFICE_NAMES[Office(office)]}"
        return self.of(text)

    def _find(self, subject: str) -> str:
        titles = select(Draft.title).where(Draft.disclosure_id == subject)
        for query in (
            select(StaffMember.name).where(StaffMember.id == subject),
            titles.order_by(Draft.created_at.desc(), Draft.id.desc()).limit(1),
            select(Device.name).where(Device.id == subject),
            select(DisplayGroup.name).where(DisplayGroup.id == subject),
            select(UnitRow.name).where(UnitRow.id == subject),
        ):
            found = self._session.scalars(query).first()
            if found:
                return found
        order = self._session.get(ScreenOrder, subject)
        return "" if order is None else _order_name(order)


def _order_name(order: ScreenOrder) -> str:
    """Return what an order is called: a notice by its title."""
    if order.kind is OrderKind.STOP:
        return "屏幕转为默认页"
    return Override.model_validate(order.signed).headline


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
