"""Take a unit's catalogue in from an XLSX file, and give it out as one (REQ-3).

Reading the file and saying what it would change stores nothing; only a confirmation
does, and only if nothing has changed in between.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from config.mandates import Preset
from media.imports.cells import CellSheet
from media.imports.errors import ImportRefused
from programme.boards import Board
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.entry_keeping import (
    KEEPERS,
    check_entry,
    close_entry,
    keep_entry,
    replace_entry,
)
from publishing.catalogue.entry_lines import lines_of, own_entries
from publishing.catalogue.sheet_changes import Changes, changes_of
from publishing.catalogue.sheet_reading import (
    CatalogueRefused,
    read_catalogue,
)
from publishing.catalogue.sheet_values import Defaults
from publishing.catalogue.sheet_writing import Written, catalogue_sheet
from publishing.catalogue.units import open_unit
from publishing.errors import ContentChanged, NotThere, Refused
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.units import UnitLevel

_MOST_WAITING = 32
"""Previews lie in memory: after a restart the file is chosen again."""
ReadCells = Callable[[bytes, str], tuple[CellSheet, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Be what a file would change, before anybody has confirmed it."""

    unit: str
    forms: tuple[EntryForm, ...]
    changes: Changes
    remarks: tuple[str, ...]


class CatalogueSheets:
    """Preview, confirm and export."""

    def __init__(
        self,
        *,
        acting: Acting,
        mandates: Mapping[str, Preset],
        zone: tzinfo,
        read_cells: ReadCells,
    ) -> None:
        self._acting = acting
        self._mandates = mandates
        self._zone = zone
        self._read_cells = read_cells
        self._waiting: OrderedDict[tuple[str, str], Preview] = OrderedDict()

    def may_import(self, actor: str, unit: str) -> None:
        """Return only if somebody may take a catalogue in; asked before its bytes.

        Raises:
            NotAllowed: Neither publisher nor administrator of the unit.
            NotThere: No such unit.
        """
        self._acting.look(actor, "catalogue.import", _may(unit))

    def waiting(self, actor: str, unit: str) -> Preview | None:
        """Return the last preview that a person has neither confirmed nor dropped."""
        return self._waiting.get((actor, unit))

    def drop(self, actor: str, unit: str) -> None:
        """Forget a preview; nothing of it was stored."""
        self._waiting.pop((actor, unit), None)

    def confirm_waiting(self, actor: str, unit: str) -> Changes:
        """Change the catalogue as the person's last preview said.

        Raises:
            NotThere: There is none any more; the file is to be chosen again.
            ContentChanged: The catalogue was changed since.
        """
        self.may_import(actor, unit)
        shown = self.waiting(actor, unit)
        if shown is None:
            raise NotThere("刚才那份表，请重新选文件")
        made = self.confirm(actor, unit, shown.forms, seen=shown.changes.seen)
        self.drop(actor, unit)
        return made

    def preview(
        self,
        actor: str,
        unit: str,
        *,
        data: bytes,
        filename: str,
        board: Board | None = None,
    ) -> Preview:
        """Return what a file would change; nothing is stored.

        Args:
            actor: Who asks.
            unit: Whose catalogue it is.
            data: The file.
            filename: As it came.
            board: The board of lines that name none; without it, village affairs
                for a village and government affairs for any other.

        Raises:
            NotAllowed: Neither publisher nor administrator of the unit.
            CatalogueRefused: There are mistakes in it; each is named by its cell.
            Refused: The file cannot be read.
        """
        level = self._acting.look(actor, "catalogue.import", _may(unit))
        usual = Board.VILLAGE if level is UnitLevel.VILLAGE else Board.GOV
        sheets = self._cells(data, filename)
        today = self._acting.clock.now().astimezone(self._zone).date()
        read = read_catalogue(
            sheets, self._mandates, Defaults(board=board or usual, valid_from=today)
        )

        def do(session: Session, person: Person) -> Preview:
            del person
            self._check(session, unit, read.forms)
            return Preview(
                unit=unit,
                forms=read.forms,
                changes=changes_of(own_entries(session, unit), read.forms),
                remarks=read.remarks,
            )

        found = self._acting.look(actor, "catalogue.import", do)
        self._waiting[actor, unit] = found
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        return found

    def confirm(
        self, actor: str, unit: str, forms: Sequence[EntryForm], *, seen: str
    ) -> Changes:
        """Change the catalogue as a preview said, from today on.

        Raises:
            NotAllowed: Neither publisher nor administrator of the unit.
            ContentChanged: The catalogue was changed since the preview.
            CatalogueRefused: A line does not agree with the rules any more.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Changes:
            _may(unit)(session, person)
            changes = changes_of(own_entries(session, unit), forms)
            if changes.seen != seen:
                raise ContentChanged(seen=seen, now=changes.seen)
            self._check(session, unit, forms)
            self._keep(session, person, unit, changes, now)
            return changes

        return self._acting.act(actor, "catalogue.import", do)

    def export(self, actor: str, unit: str) -> bytes:
        """Return a unit's catalogue as an XLSX file, with what comes from above.

        Raises:
            NotThere: No such unit.
        """
        today = self._acting.clock.now().astimezone(self._zone).date()

        def do(session: Session, person: Person) -> bytes:
            del person
            place = open_unit(session, unit)
            own = [Written(form=one.form) for one in own_entries(session, unit)]
            above = [
                Written(form=one.form, owner=one.unit_name)
                for one in lines_of(session, unit, today)
                if one.inherited
            ]
            title = f"{place.name}政务公开标准目录"
            return catalogue_sheet(title, [*own, *above], self._mandates)

        return self._acting.look(actor, "catalogue.export", do)

    def _cells(self, data: bytes, filename: str) -> tuple[CellSheet, ...]:
        try:
            return self._read_cells(data, filename)
        except ImportRefused as error:
            raise Refused(str(error), code=error.code) from error

    def _check(self, session: Session, unit: str, forms: Sequence[EntryForm]) -> None:
        """Return only if every line agrees with what is above the unit.

        Raises:
            CatalogueRefused: Some do not; all are named.
        """
        faults = []
        for form in forms:
            try:
                check_entry(session, unit, form, self._mandates)
            except Refused as refusal:
                faults.append(f"“{form.name}”：{refusal}")
        if faults:
            raise CatalogueRefused(faults)

    def _keep(
        self,
        session: Session,
        person: Person,
        unit: str,
        changes: Changes,
        now: datetime,
    ) -> None:
        today = now.astimezone(self._zone).date()
        for entry, form in changes.changed:
            row = session.get_one(CatalogueEntryRow, entry.id)
            first = max(today, entry.form.valid_from)
            dated = form.model_copy(update={"valid_from": first})
            replace_entry(session, person, row, dated, now=now)
        for form in changes.added:
            keep_entry(session, person, unit, form, now=now)
        for entry in changes.closed:
            row = session.get_one(CatalogueEntryRow, entry.id)
            close_entry(session, person, row, today=today, now=now)
        for entry, form in changes.same:
            if entry.form.position != form.position:
                _place(session, entry.id, entry.form, form.position)
        record(
            session,
            actor=person.id,
            act="catalogue.imported",
            subject=unit,
            details={
                "added": len(changes.added),
                "changed": len(changes.changed),
                "closed": len(changes.closed),
            },
            at=now,
        )


def _place(session: Session, version: str, form: EntryForm, position: int) -> None:
    """Give a line another place in the order; it says the same."""
    row = session.get_one(CatalogueEntryRow, version)
    row.position = position
    placed = form.model_copy(update={"position": position})
    row.document = placed.model_dump(mode="json")


def _may(unit: str) -> Callable[[Session, Person], UnitLevel]:
    """Return what lets a keeper of the unit's catalogue pass, and gives its level."""

    def look(session: Session, person: Person) -> UnitLevel:
        level = open_unit(session, unit).level
        must_hold(session, person, unit, *KEEPERS, what="导入公开目录")
        return level

    return look
