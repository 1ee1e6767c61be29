"""Take service items in from XLSX or JSON, and give them out as either (REQ-32).

Reading a file and saying what it would change stores nothing; only a confirmation
does, and only if nothing has changed in between. What is stored is not public yet.
"""

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.model import ServiceItem
from media.imports.cells import CellSheet
from media.imports.errors import ImportRefused
from publishing.catalogue.directory import kept_items
from publishing.catalogue.guide_changes import GuideChanges, GuideRow, guide_changes
from publishing.catalogue.guide_columns import COLUMNS, texts_of
from publishing.catalogue.guide_files import (
    GuidesRefused,
    guide_sheet,
    json_rows,
    sheet_rows,
)
from publishing.catalogue.halls import hall_of
from publishing.catalogue.items import ServiceItems, ServiceSheet
from publishing.catalogue.units import county_of
from publishing.catalogue.upkeep import Around, around_of
from publishing.errors import ContentChanged, NotThere, Refused
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.people import Office
from publishing.tables.services import ServiceItemRow

_MOST_WAITING = 8
ReadCells = Callable[[bytes, str], tuple[CellSheet, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePreview:
    """Be what a file would change, before anybody has confirmed it."""

    changes: GuideChanges
    remarks: tuple[str, ...]
    seen: str
    """Names the state that it was compared with."""


class GuideSheets:
    """Preview, confirm and export."""

    def __init__(
        self, *, acting: Acting, items: ServiceItems, read_cells: ReadCells
    ) -> None:
        self._acting = acting
        self._items = items
        self._read_cells = read_cells
        self._waiting: OrderedDict[str, GuidePreview] = OrderedDict()

    def may_import(self, actor: str) -> None:
        """Return only if somebody may take items in; asked before the bytes.

        Raises:
            NotAllowed: Not the county's office or administrator.
        """
        self._acting.look(actor, "services.take_in", _must_keep)

    def preview(self, actor: str, *, data: bytes, filename: str) -> GuidePreview:
        """Return what a file would change; nothing is stored.

        Raises:
            NotAllowed: Not the county's office or administrator.
            GuidesRefused: There are mistakes in it; each is named by its row.
            Refused: The file cannot be read.
        """
        self.may_import(actor)
        rows, remarks = self._rows(data, filename)

        def do(session: Session, person: Person) -> GuidePreview:
            del person
            hall = hall_of(session, county_of(session).id)
            kept = kept_items(session)
            changes = guide_changes(rows, kept, around_of(session), hall)
            return GuidePreview(changes=changes, remarks=remarks, seen=_seen(session))

        found = self._acting.look(actor, "services.take_in", do)
        if found.changes.faults:
            raise GuidesRefused(found.changes.faults)
        self._waiting[actor] = found
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        return found

    def waiting(self, actor: str) -> GuidePreview | None:
        """Return the last preview that a person has neither confirmed nor dropped."""
        return self._waiting.get(actor)

    def drop(self, actor: str) -> None:
        """Forget a preview; nothing of it was stored."""
        self._waiting.pop(actor, None)

    def confirm(self, actor: str, *, remove_gone: bool = False) -> GuideChanges:
        """Store what the person's last preview said.

        Args:
            actor: Who confirms.
            remove_gone: Remove the items that the file does not name, too.

        Raises:
            NotAllowed: Not the county's office or administrator.
            NotThere: There is no preview any more; the file is to be chosen again.
            ContentChanged: The items were changed since.
        """
        self.may_import(actor)
        shown = self.waiting(actor)
        if shown is None:
            raise NotThere("刚才那份文件，请重新选文件")
        now = self._acting.look(actor, "services.take_in", lambda s, _: _seen(s))
        if now != shown.seen:
            raise ContentChanged(seen=shown.seen, now=now)
        changes = shown.changes
        sheet = ServiceSheet(
            departments=changes.departments,
            counters=changes.counters,
            items=(*changes.added, *(item for item, _ in changes.changed)),
        )
        gone = tuple(one.id for one in changes.gone) if remove_gone else ()
        self._items.take_in(actor, sheet, gone=gone)
        self.drop(actor)
        return changes

    def export_xlsx(self, actor: str) -> bytes:
        """Return every item as an XLSX file.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        return guide_sheet(self._written(actor))

    def export_json(self, actor: str) -> bytes:
        """Return every item as JSON: the titles of the fields, and the items.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        names = {one.field: one.title for one in COLUMNS}
        items = [
            {one.field: texts[one.title] for one in COLUMNS}
            for texts in self._written(actor)
        ]
        told = {"fields": names, "items": items}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    def _written(self, actor: str) -> list[dict[str, str]]:
        def do(session: Session, person: Person) -> list[dict[str, str]]:
            del person
            around = around_of(session)
            return [_written(item, around) for item in kept_items(session)]

        return self._acting.look(actor, "services.list", do)

    def _rows(
        self, data: bytes, filename: str
    ) -> tuple[tuple[GuideRow, ...], tuple[str, ...]]:
        if filename.lower().endswith(".json"):
            return json_rows(data)
        try:
            return sheet_rows(self._read_cells(data, filename))
        except ImportRefused as error:
            raise Refused(str(error), code=error.code) from error


def _written(item: ServiceItem, around: Around) -> dict[str, str]:
    """Return an item as texts, its office and life events by their names."""
    offices = {one.id: one.name for one in around.departments}
    events = {one.id: one.name for one in around.events}
    named = [events.get(one, one) for one in item.life_events]
    return texts_of(item) | {
        "实施主体": offices.get(item.department, item.department),
        "人生事件": "\n".join(named),
    }


def _seen(session: Session) -> str:
    """Return what names a state of the items."""
    newest = session.scalar(select(func.max(ServiceItemRow.updated_at)))
    removed = session.scalar(select(func.max(ServiceItemRow.removed_at)))
    count = session.scalar(select(func.count(ServiceItemRow.id)))
    return f"{count} {newest} {removed}"


def _must_keep(session: Session, person: Person) -> None:
    county = county_of(session)
    office = (Office.PUBLISHER, Office.ADMIN)
    must_hold(session, person, county.id, *office, what="维护办事目录")
