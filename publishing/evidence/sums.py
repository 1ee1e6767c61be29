"""Add records to the sums a day; what a sum is, is decided in `folding`."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session

from programme.layout import Panel
from programme.manifest import Manifest
from programme.playlist import turns_of
from programme.records import Record
from publishing.evidence.folding import (
    Painted,
    PaintedKey,
    exposures_of,
    fold_listed,
    fold_painted,
)
from publishing.tables.disclosures import ManifestRow
from publishing.tables.evidence import ListedDay, PaintedDay
from publishing.tables.fleet import Device
from publishing.tables.schedule import DisplayGroup

Turns = Sequence[Sequence[int]]


def add_painted(
    session: Session, device: Device, records: Sequence[Record], zone: tzinfo
) -> set[date]:
    """Add what was painted, and return the days that changed."""
    days = set()
    for key, painted in fold_painted(records, zone).items():
        _add(session, device, key, painted)
        days.add(key.day)
    return days


def _add(session: Session, device: Device, key: PaintedKey, painted: Painted) -> None:
    if painted.first_at is None or painted.last_at is None:
        return
    place = (key.disclosure, key.manifest, device.id, key.day)
    row = session.get(PaintedDay, place)
    if row is None:
        row = _empty(device, key, painted.first_at)
        session.add(row)
    pages = Counter({int(page): times for page, times in row.pages.items()})
    pages.update(painted.pages)
    row.milliseconds += painted.milliseconds
    row.pages = {str(page): times for page, times in sorted(pages.items())}
    row.exposures = exposures_of(pages, _turns(session, device, key, pages))
    row.first_at = min(row.first_at, painted.first_at)
    if painted.last_at >= row.last_at:
        row.last_at = painted.last_at
        row.last_page = painted.last_page
        row.last_page_sha256 = painted.last_page_sha256


def _empty(device: Device, key: PaintedKey, first_at: datetime) -> PaintedDay:
    return PaintedDay(
        disclosure_id=key.disclosure,
        manifest_sha256=key.manifest,
        device_id=device.id,
        day=key.day,
        group_id=device.group_id,
        milliseconds=0,
        exposures=0,
        pages={},
        first_at=first_at,
        last_at=first_at,
        last_page=0,
        last_page_sha256="",
    )


def _turns(
    session: Session, device: Device, key: PaintedKey, pages: Counter[int]
) -> Turns:
    """Return the turns of a manifest on a device's panel.

    A manifest that the centre does not know, or has no pages for the panel, is taken
    as one turn of the pages that were named.
    """
    row = session.get(ManifestRow, key.manifest)
    group = session.get_one(DisplayGroup, device.group_id)
    if row is not None:
        of_panel = Manifest.parse(row.body).pages_for(Panel.model_validate(group.panel))
        if of_panel:
            return turns_of(of_panel)
    return [[page - 1 for page in pages]]


def add_listed(
    session: Session, device: Device, records: Sequence[Record], zone: tzinfo
) -> set[date]:
    """Add what a kiosk listed while in service, and return the days that changed."""
    days = set()
    for (disclosure, day), listed in fold_listed(records, zone).items():
        if listed.last_at is None:
            continue
        row = session.get(ListedDay, (disclosure, device.id, day))
        if row is None:
            row = ListedDay(
                disclosure_id=disclosure,
                device_id=device.id,
                day=day,
                group_id=device.group_id,
                milliseconds=0,
                last_at=listed.last_at,
            )
            session.add(row)
        row.milliseconds += listed.milliseconds
        row.last_at = max(row.last_at, listed.last_at)
        days.add(day)
    return days
