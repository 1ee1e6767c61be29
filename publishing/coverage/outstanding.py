"""Say of which display groups records of a day may still come; decide no day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from publishing.tables.fleet import Device, DeviceReport, DeviceState
from publishing.tables.glass import EvidenceSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Be up to when a device's records are all here."""

    device: str
    name: str
    group: str
    enrolled_at: datetime
    until: datetime | None
    """None: it never sent any."""


def heard_of(
    session: Session, groups: Collection[str], *, now: datetime
) -> tuple[Heard, ...]:
    """Return up to when the records of each active device of groups are here.

    A chain is delivered in its order: what comes after a day closes that day. A
    device that has nothing to send says so with its status. What a clock said that
    was ahead closes no day: nothing is here yet of what is still to be.
    """
    # One look into an index for each device: of years of batches, the newest.
    newest = (
        select(func.max(EvidenceSpan.to_at))
        .where(EvidenceSpan.device_id == Device.id, EvidenceSpan.to_at <= now)
        .scalar_subquery()
    )
    query = (
        select(Device.id, Device.name, Device.group_id, Device.enrolled_at, newest)
        .where(Device.state == DeviceState.ACTIVE)
        .order_by(Device.id)
    )
    silent = _nothing_left(session)
    return tuple(
        Heard(
            device=device,
            name=name,
            group=group,
            enrolled_at=enrolled_at,
            until=_later(sent_to, silent.get(device)),
        )
        for device, name, group, enrolled_at, sent_to in session.execute(query)
        if group in groups
    )


def by_group(heard: Iterable[Heard]) -> Mapping[str, Sequence[Heard]]:
    """Return devices by their groups; a group that has none is not there."""
    found: dict[str, list[Heard]] = {}
    for one in heard:
        found.setdefault(one.group, []).append(one)
    return found


def may_still_come(of_group: Collection[Heard], ended_at: datetime) -> bool:
    """Say whether a device of a group may still deliver records from before then."""
    return any(
        one.enrolled_at < ended_at and (one.until is None or one.until < ended_at)
        for one in of_group
    )


def _nothing_left(session: Session) -> Mapping[str, datetime]:
    return {
        row.device_id: row.received_at
        for row in session.scalars(select(DeviceReport))
        if row.status.get("unsent_records") == 0
    }


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    known = [at for at in (one, other) if at is not None]
    return max(known, default=None)
