"""Say what hangs where right now, with the picture that was painted last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.manifest import Manifest
from programme.window import is_open
from publishing.evidence.windows import window_of
from publishing.tables.disclosures import Disclosure, ManifestRow
from publishing.tables.evidence import PaintedDay
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.schedule import DisplayGroup, GroupEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPicture:
    """Be the page that a device painted last."""

    device: str
    device_name: str
    disclosure: str
    page: int
    page_sha256: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """Be one disclosure that is to be on a group's displays now."""

    disclosure: str
    title: str
    register_number: str
    starts_at: datetime
    ends_at: datetime | None
    last_painted_at: datetime | None
    """By any device of the group; None: no proof yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNow:
    """Be one display group as it is now."""

    group: str
    name: str
    hanging: tuple[Hanging, ...]
    pictures: tuple[LastPicture, ...]
    """One for each device that has painted anything."""


def hanging_now(session: Session, now: datetime) -> tuple[GroupNow, ...]:
    """Return what hangs where right now."""
    query = select(DisplayGroup).where(DisplayGroup.closed_at.is_(None))
    return tuple(
        GroupNow(
            group=group.id,
            name=group.name,
            hanging=tuple(_hanging(session, group, now)),
            pictures=tuple(_pictures(session, group)),
        )
        for group in session.scalars(query.order_by(DisplayGroup.id))
    )


def _hanging(session: Session, group: DisplayGroup, now: datetime) -> Iterator[Hanging]:
    zone = ZoneInfo(group.time_zone)
    painted = _last_painted(session, group.id)
    query = (
        select(GroupEntry, Disclosure, ManifestRow.body)
        .join(Disclosure, Disclosure.id == GroupEntry.disclosure_id)
        .join(ManifestRow, ManifestRow.sha256 == GroupEntry.manifest_sha256)
        .where(
            GroupEntry.group_id == group.id,
            GroupEntry.removed_at.is_(None),
            GroupEntry.starts_at <= now,
        )
        .order_by(GroupEntry.published_at.desc(), GroupEntry.disclosure_id)
    )
    for entry, disclosure, body in session.execute(query):
        if is_open(window_of(entry), now, zone):
            yield Hanging(
                disclosure=disclosure.id,
                title=Manifest.parse(body).title,
                register_number=disclosure.register_number or "",
                starts_at=entry.starts_at,
                ends_at=entry.ends_at,
                last_painted_at=painted.get(disclosure.id),
            )


def _last_painted(session: Session, group: str) -> dict[str, datetime]:
    query = (
        select(PaintedDay.disclosure_id, PaintedDay.last_at)
        .where(PaintedDay.group_id == group)
        .order_by(PaintedDay.last_at)
    )
    return dict(session.execute(query).all())


def _pictures(session: Session, group: DisplayGroup) -> Iterator[LastPicture]:
    query = select(Device).where(
        Device.group_id == group.id, Device.state == DeviceState.ACTIVE
    )
    for device in session.scalars(query.order_by(Device.id)):
        newest = (
            select(PaintedDay)
            .where(PaintedDay.device_id == device.id)
            .order_by(PaintedDay.last_at.desc())
            .limit(1)
        )
        row = session.scalar(newest)
        if row is not None:
            yield LastPicture(
                device=device.id,
                device_name=device.name,
                disclosure=row.disclosure_id,
                page=row.last_page,
                page_sha256=row.last_page_sha256,
                at=row.last_at,
            )
