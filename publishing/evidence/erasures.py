"""Say which devices have erased what names persons, and which still owe it (REQ-22)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.manifest import Manifest
from programme.programme import FOR_A_PERSONS_SAKE
from publishing.tables.disclosures import ManifestRow, WithdrawalRow, WithdrawalState
from publishing.tables.evidence import ErasureReceiptRow
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.schedule import EndKind, GroupEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceErasure:
    """Be one device that has to erase a version."""

    device: str
    device_name: str
    group: str
    manifest: str
    owed_at: datetime
    """From when on nothing of it may be on the device."""
    erased_at: datetime | None
    """When it had gone, by the device's own word; None: no receipt yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Be the versions of a disclosure whose persons are to be forgotten by now."""

    lists: frozenset[str]
    """Manifests whose time is up: they name persons, and their window has ended."""
    taken_down: frozenset[str]
    """Manifests that were taken down for a person's sake."""


def forgotten(session: Session, disclosure: str, now: datetime) -> Forgotten:
    """Return which versions of a disclosure devices have to erase, and why.

    What was taken down for a person's sake takes the versions before it along: they
    may name the same person, and of them nothing may be handed on either.
    """
    query = select(GroupEntry).where(GroupEntry.disclosure_id == disclosure)
    taken = _taken_down(session, disclosure)
    down = {
        entry.manifest_sha256
        for entry in session.scalars(query)
        if any(at <= now for at in _downs_after(entry, taken))
    }
    owed = {one.manifest for one in _owed(session, disclosure, now)}
    return Forgotten(lists=frozenset(owed - down), taken_down=frozenset(down))


def lawful_pages(
    session: Session, disclosure: str, group: str, now: datetime
) -> frozenset[str] | None:
    """Return which page images of a disclosure a group's pictures may show on.

    None: nothing of it has to be erased there. Else the pages of its versions that
    were never to be erased, or whose time is not up.
    """
    owed = {
        one.manifest for one in _owed(session, disclosure, now) if one.group == group
    }
    owed |= forgotten(session, disclosure, now).taken_down
    if not owed:
        return None
    query = (
        select(ManifestRow.body)
        .join(GroupEntry, GroupEntry.manifest_sha256 == ManifestRow.sha256)
        .where(
            GroupEntry.disclosure_id == disclosure,
            GroupEntry.group_id == group,
            ManifestRow.sha256.not_in(owed),
        )
    )
    return frozenset(
        page.asset.sha256
        for body in session.scalars(query)
        for panel in Manifest.parse(body).pages
        for page in panel.pages
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """Be a version that has to go from a group's devices."""

    group: str
    manifest: str
    at: datetime


def erasures_of(
    session: Session, disclosure: str, now: datetime
) -> tuple[DeviceErasure, ...]:
    """Return what each device says of erasing a disclosure; nothing owed: none."""
    return tuple(
        DeviceErasure(
            device=device.id,
            device_name=device.name,
            group=owed.group,
            manifest=owed.manifest,
            owed_at=owed.at,
            erased_at=at,
        )
        for owed in sorted(_owed(session, disclosure, now), key=lambda one: one.at)
        for device, at in _devices(session, owed)
    )


def _owed(session: Session, disclosure: str, now: datetime) -> Iterator[_Owed]:
    down = _taken_down(session, disclosure)
    query = (
        select(GroupEntry, ManifestRow.body)
        .join(ManifestRow, ManifestRow.sha256 == GroupEntry.manifest_sha256)
        .where(GroupEntry.disclosure_id == disclosure)
    )
    for entry, body in session.execute(query):
        names_persons = Manifest.parse(body).rule_afterwards.erased
        at = _ended_at(entry) if names_persons else None
        at = down.get(entry.manifest_sha256, at)
        if at is not None and at <= now:
            yield _Owed(group=entry.group_id, manifest=entry.manifest_sha256, at=at)


def _taken_down(session: Session, disclosure: str) -> dict[str, datetime]:
    query = select(WithdrawalRow.manifest_sha256, WithdrawalRow.settled_at).where(
        WithdrawalRow.disclosure_id == disclosure,
        WithdrawalRow.state == WithdrawalState.CONFIRMED,
        WithdrawalRow.cause.in_(FOR_A_PERSONS_SAKE),
    )
    return {manifest: at for manifest, at in session.execute(query) if at is not None}


def _downs_after(entry: GroupEntry, taken: Mapping[str, datetime]) -> list[datetime]:
    """Return when versions were taken down that hung with an entry or after it."""
    return [at for at in taken.values() if entry.published_at <= at]


def _ended_at(entry: GroupEntry) -> datetime | None:
    if entry.removed_at is not None:
        return entry.removed_at
    return entry.ends_at if entry.end_kind is EndKind.FIXED else None


def _devices(session: Session, owed: _Owed) -> Sequence[tuple[Device, datetime | None]]:
    query = (
        select(Device, ErasureReceiptRow.at)
        .outerjoin(
            ErasureReceiptRow,
            (ErasureReceiptRow.device_id == Device.id)
            & (ErasureReceiptRow.manifest_sha256 == owed.manifest),
        )
        .where(
            Device.group_id == owed.group,
            Device.state == DeviceState.ACTIVE,
            # One that came later never got it, and has nothing to say of it.
            Device.enrolled_at <= owed.at,
        )
        .order_by(Device.id)
    )
    return [(device, at) for device, at in session.execute(query)]
