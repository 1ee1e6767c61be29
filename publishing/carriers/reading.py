"""Read what was recorded of carriers, and which ones are primary; decide nothing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.carriers import PRIMARY_BY_DEFAULT, PROVED_BY_DEVICES, Carrier
from publishing.carriers.presences import Presence
from publishing.catalogue.entry import EntryForm
from publishing.tables.catalogue import CatalogueEntryRow
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import StaffMember
from publishing.tables.presences import PresenceRow

_PUBLISHED = (DraftState.APPROVED, DraftState.WITHDRAWN)


def presences_of(
    session: Session, disclosures: Collection[str]
) -> Mapping[str, tuple[Presence, ...]]:
    """Return every record of these disclosures, oldest first, by disclosure."""
    query = (
        select(PresenceRow, StaffMember.name)
        .join(StaffMember, StaffMember.id == PresenceRow.recorded_by)
        .where(PresenceRow.disclosure_id.in_(tuple(disclosures)))
        .order_by(PresenceRow.recorded_at, PresenceRow.id)
    )
    found: dict[str, list[Presence]] = defaultdict(list)
    for row, name in session.execute(query):
        found[row.disclosure_id].append(view_of(row, name))
    return {disclosure: tuple(rows) for disclosure, rows in found.items()}


def view_of(row: PresenceRow, recorded_by_name: str) -> Presence:
    """Return one record as a value."""
    return Presence(
        id=row.id,
        disclosure=row.disclosure_id,
        carrier=row.carrier,
        from_on=row.from_on,
        last_on=row.last_on,
        posted_photo=row.posted_photo,
        removed_photo=row.removed_photo,
        address=row.address,
        remark=row.remark,
        corrects=row.corrects_id,
        struck=row.struck,
        reason=row.reason,
        recorded_by=row.recorded_by,
        recorded_by_name=recorded_by_name,
        recorded_at=row.recorded_at,
    )


def primary_carriers(
    session: Session, disclosures: Collection[str]
) -> Mapping[str, frozenset[Carrier]]:
    """Return the carriers of which a record makes a working day count, by disclosure.

    The catalogue line names one; a line that names a display leaves none to records.
    """
    lines = _lines_of(session, disclosures)
    versions = _versions_of(session, {line for line, _ in lines.values()})
    found = dict.fromkeys(disclosures, PRIMARY_BY_DEFAULT)
    for disclosure, (line, on) in lines.items():
        # The version of the line that held on the day of approval; the newest first.
        held = (form for valid_from, form in versions[line] if valid_from <= on)
        form = next(held, None)
        if form is not None:
            found[disclosure] = frozenset({form.primary}) - PROVED_BY_DEVICES
    return found


def _lines_of(
    session: Session, disclosures: Collection[str]
) -> Mapping[str, tuple[str, date]]:
    """Return the catalogue line of what was published last, and on which day."""
    query = (
        select(Draft.disclosure_id, Draft.catalogue_entry, Draft.approved_at)
        .where(Draft.disclosure_id.in_(tuple(disclosures)), Draft.state.in_(_PUBLISHED))
        .order_by(Draft.approved_at.nulls_first(), Draft.id)
    )
    newest = {disclosure: (line, at) for disclosure, line, at in session.execute(query)}
    return {
        disclosure: (line, at.date())
        for disclosure, (line, at) in newest.items()
        if line is not None and at is not None
    }


def _versions_of(
    session: Session, lines: Collection[str]
) -> Mapping[str, Sequence[tuple[date, EntryForm]]]:
    """Return all versions of catalogue lines, the newest first."""
    query = (
        select(
            CatalogueEntryRow.line,
            CatalogueEntryRow.valid_from,
            CatalogueEntryRow.document,
        )
        .where(CatalogueEntryRow.line.in_(sorted(lines)))
        .order_by(CatalogueEntryRow.valid_from.desc())
    )
    found: dict[str, list[tuple[date, EntryForm]]] = {line: [] for line in lines}
    for line, valid_from, document in session.execute(query):
        found[line].append((valid_from, EntryForm.model_validate(document)))
    return found
