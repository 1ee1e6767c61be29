"""Read what was recorded of carriers, and which ones are primary; decide nothing."""

from collections import defaultdict
from collections.abc import Collection, Mapping
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


def primary_carriers(session: Session, disclosure: str) -> frozenset[Carrier]:
    """Return the carriers of which a record makes a working day count.

    The catalogue line names one; a line that names a display leaves none to records.
    """
    query = (
        select(Draft.catalogue_entry, Draft.approved_at)
        .where(Draft.disclosure_id == disclosure, Draft.state.in_(_PUBLISHED))
        .order_by(Draft.approved_at.desc().nulls_last(), Draft.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None or row.catalogue_entry is None or row.approved_at is None:
        return PRIMARY_BY_DEFAULT
    named = _primary_of(session, row.catalogue_entry, row.approved_at.date())
    if named is None:
        return PRIMARY_BY_DEFAULT
    return frozenset({named}) - PROVED_BY_DEVICES


def _primary_of(session: Session, line: str, on: date) -> Carrier | None:
    """Return what the version of a line that held on a day names; None: no version."""
    query = (
        select(CatalogueEntryRow.document)
        .where(CatalogueEntryRow.line == line, CatalogueEntryRow.valid_from <= on)
        .order_by(CatalogueEntryRow.valid_from.desc())
        .limit(1)
    )
    document = session.scalar(query)
    return None if document is None else EntryForm.model_validate(document).primary
