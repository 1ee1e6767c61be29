"""Check a catalogue line, write it down and journal it, in the caller's transaction.

A change closes a version and makes the next, so that what held when stays known.
"""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from config.mandates import Preset
from publishing.catalogue.entry import EntryForm, faults_of, weaker_than
from publishing.catalogue.entry_rows import (
    current_row,
    entries_around,
    open_places,
)
from publishing.errors import ContentChanged, NotAllowed, Refused
from publishing.oversight.journal import record
from publishing.staff.offices import Person, holds
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.people import Office
from publishing.tables.units import UnitRow

KEEPERS = (Office.PUBLISHER, Office.ADMIN)


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
