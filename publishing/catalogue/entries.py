"""Keep the lines of the disclosure catalogue (REQ-3); what is due is said elsewhere.

A change closes a version and makes the next, so that what held when stays known.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session

from config.mandates import Preset
from publishing.catalogue.entry import EntryForm, faults_of, weaker_than
from publishing.catalogue.entry_rows import (
    current_row,
    entries_around,
    entry_of,
    open_places,
)
from publishing.catalogue.inheritance import Entry, owed_by
from publishing.catalogue.units import open_unit
from publishing.errors import ContentChanged, NotAllowed, NotThere, Refused
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds, must_hold
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.people import Office
from publishing.tables.units import UnitRow

KEEPERS = (Office.PUBLISHER, Office.ADMIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """Be one line as a unit's catalogue shows it."""

    id: str
    """The version; who changes the line says which one they saw."""
    line: str
    unit: str
    unit_name: str
    """Who laid it down."""
    inherited: bool
    """Whether it comes from above: the unit may not change or close it."""
    form: EntryForm


class Entries:
    """Make, change, close and list catalogue lines."""

    def __init__(
        self, *, acting: Acting, mandates: Mapping[str, Preset], zone: tzinfo
    ) -> None:
        self._acting = acting
        self._mandates = mandates
        self._zone = zone

    def create(self, actor: str, unit: str, form: EntryForm) -> EntryView:
        """Lay a line down for a unit, or for the units of a level below it.

        Raises:
            NotAllowed: Neither publisher nor administrator of the unit.
            NotThere: No such unit, or no such line above it.
            Refused: The line does not agree with the rules, or is weaker than the
                line it makes more exact.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> EntryView:
            place = open_unit(session, unit)
            must_hold(session, person, unit, *KEEPERS, what="改公开目录")
            check_entry(session, unit, form, self._mandates)
            row = keep_entry(session, person, unit, form, now=now)
            return _view(entry_of(row), place, unit)

        return self._acting.act(actor, "catalogue.create", do)

    def change(self, actor: str, line: str, form: EntryForm, *, seen: str) -> EntryView:
        """Let a line say something else from today on.

        Raises:
            NotAllowed: The line is another unit's: who is below may only add.
            NotThere: No such line.
            ContentChanged: Somebody changed it since it was read.
            Refused: The line does not agree with the rules.
        """
        now = self._acting.clock.now()
        today = now.astimezone(self._zone).date()

        def do(session: Session, person: Person) -> EntryView:
            row = own_row(session, person, line, seen=seen)
            dated = form.model_copy(
                update={"valid_from": max(today, entry_of(row).form.valid_from)}
            )
            check_entry(session, row.unit_id, dated, self._mandates)
            made = replace_entry(session, person, row, dated, now=now)
            return _view(
                entry_of(made), session.get_one(UnitRow, row.unit_id), row.unit_id
            )

        return self._acting.act(actor, "catalogue.change", do)

    def close(self, actor: str, line: str, *, seen: str) -> None:
        """Take a line out of the catalogue from today on; its history stays.

        Raises:
            NotAllowed: The line is another unit's: an inherited one stays.
            NotThere: No such line.
            ContentChanged: Somebody changed it since it was read.
        """
        now = self._acting.clock.now()
        today = now.astimezone(self._zone).date()

        def do(session: Session, person: Person) -> None:
            row = own_row(session, person, line, seen=seen)
            close_entry(session, person, row, today=today, now=now)

        self._acting.act(actor, "catalogue.close", do)

    def listing(self, actor: str, unit: str) -> tuple[EntryView, ...]:
        """Return the lines that a unit owes today or later, inherited ones included.

        Raises:
            NotThere: No such unit.
        """
        today = self._acting.clock.now().astimezone(self._zone).date()

        def do(session: Session, person: Person) -> tuple[EntryView, ...]:
            del person
            return lines_of(session, unit, today)

        return self._acting.look(actor, "catalogue.list", do)

    def own(self, actor: str, unit: str) -> tuple[EntryView, ...]:
        """Return the lines that a unit laid down, those for units below included.

        Raises:
            NotThere: No such unit.
        """

        def do(session: Session, person: Person) -> tuple[EntryView, ...]:
            del person
            place = open_unit(session, unit)
            kept = own_entries(session, unit)
            return tuple(_view(one, place, unit) for one in kept)

        return self._acting.look(actor, "catalogue.list", do)


def lines_of(session: Session, unit: str, on: date) -> tuple[EntryView, ...]:
    """Return the lines that a unit owes on a day, or will owe.

    Raises:
        NotThere: No such unit, or it is closed.
    """
    places = open_places(session)
    place = places.get(unit)
    if place is None:
        raise NotThere("这个单位")
    owed = owed_by(place, places, entries_around(session, place, places))
    kept = [one for one in owed if one.valid_to is None or one.valid_to > on]
    units = {one.unit: session.get_one(UnitRow, one.unit) for one in kept}
    return tuple(_view(one, units[one.unit], unit) for one in kept)


def own_entries(session: Session, unit: str) -> tuple[Entry, ...]:
    """Return the lines that a unit laid down and that hold until further notice."""
    places = open_places(session)
    found = entries_around(session, places[unit], places).get(unit, [])
    kept = [one for one in found if one.valid_to is None]
    return tuple(sorted(kept, key=lambda one: (one.form.position, one.line)))


def own_row(
    session: Session, person: Person, line: str, *, seen: str
) -> CatalogueEntryRow:
    """Return a line that this person may change, as they saw it.

    Raises:
        NotThere: No such line.
        NotAllowed: It is another unit's.
        ContentChanged: Somebody changed it since.
    """
    row = current_row(session, line)
    if not holds(session, person, row.unit_id, *KEEPERS):
        owner = session.get_one(UnitRow, row.unit_id).name
        what = f"改这一条目录：它是“{owner}”定的，本单位可以另加，不能改也不能去掉"
        raise NotAllowed(what, wanted="那个单位的发布办公室、管理员")
    if row.id != seen:
        raise ContentChanged(seen=seen, now=row.id)
    return row


def check_entry(
    session: Session, unit: str, form: EntryForm, mandates: Mapping[str, Preset]
) -> None:
    """Return only if a line agrees with the rules and with what it makes more exact.

    Raises:
        Refused: It does not; every fault is told at once.
    """
    faults = list(faults_of(form, mandates))
    if form.origin is not None:
        faults += _origin_faults(session, unit, form, form.origin)
    if faults:
        message = f"这一条目录要改：{'；'.join(faults)}。"
        raise Refused(message, code="entry_refused")


def _origin_faults(
    session: Session, unit: str, form: EntryForm, origin: str
) -> list[str]:
    places = open_places(session)
    place = places[unit]
    found = entries_around(session, place, places)
    above = [
        one
        for owner, kept in found.items()
        if owner != unit
        for one in kept
        if one.line == origin and one.valid_to is None
    ]
    if not above or above[0].form.inherited_by is not place.level:
        return ["来源那一条不是上级要求本单位公开的"]
    return list(weaker_than(form, above[0].form))


def keep_entry(
    session: Session,
    person: Person,
    unit: str,
    form: EntryForm,
    *,
    now: datetime,
    line: str = "",
) -> CatalogueEntryRow:
    """Write a line, or the next version of one, and journal it."""
    county = unit.split("-", maxsplit=1)[0]
    row = CatalogueEntryRow(
        id=f"{county}-e-{secrets.token_hex(6)}",
        line=line or f"{county}-l-{secrets.token_hex(6)}",
        unit_id=unit,
        inherited_by=form.inherited_by,
        origin=form.origin,
        position=form.position,
        valid_from=form.valid_from,
        document=form.model_dump(mode="json"),
        made_at=now,
    )
    session.add(row)
    session.flush()
    act = "catalogue.changed" if line else "catalogue.created"
    _journal(session, person, act, row, now)
    return row


def replace_entry(
    session: Session,
    person: Person,
    row: CatalogueEntryRow,
    form: EntryForm,
    *,
    now: datetime,
) -> CatalogueEntryRow:
    """Close a version on the day on which the next one begins to hold."""
    row.valid_to = form.valid_from
    return keep_entry(session, person, row.unit_id, form, now=now, line=row.line)


def close_entry(
    session: Session,
    person: Person,
    row: CatalogueEntryRow,
    *,
    today: date,
    now: datetime,
) -> None:
    """Let a line hold no more from today on, and journal it."""
    row.valid_to = max(today, row.valid_from)
    _journal(session, person, "catalogue.closed", row, now)


def _view(entry: Entry, owner: UnitRow, unit: str) -> EntryView:
    return EntryView(
        id=entry.id,
        line=entry.line,
        unit=entry.unit,
        unit_name=owner.name,
        inherited=entry.unit != unit,
        form=entry.form,
    )


def _journal(
    session: Session, person: Person, act: str, row: CatalogueEntryRow, now: datetime
) -> None:
    form = EntryForm.model_validate(row.document)
    record(
        session,
        actor=person.id,
        act=act,
        subject=row.unit_id,
        details={"line": row.line, "version": row.id, "name": form.name},
        at=now,
    )
