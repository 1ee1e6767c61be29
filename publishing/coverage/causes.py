"""Say why a display group fell short on a day: as staff said, or as far as is seen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.hours import DayHours
from programme.power import service_cut_by
from publishing.coverage.words import Why
from publishing.schedule.powering import power_of
from publishing.screen_orders.spans import held_until
from publishing.tables.coverage import ShortCause, ShortCauseRow
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.schedule import DisplayGroup
from publishing.tables.screen_orders import OrderKind, OrderState, ScreenOrder

_HOURS = TypeAdapter(tuple[DayHours, ...])
UNKNOWN = Why(cause=ShortCause.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Be one entry of staff about some groups and days."""

    id: int
    cause: ShortCause
    groups: frozenset[str]
    from_on: date
    last_on: date
    words: str

    def holds(self, group: str, day: date) -> bool:
        """Say whether it speaks of a group on a day."""
        return group in self.groups and self.from_on <= day <= self.last_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Be one order to stop, by its first and last day."""

    groups: frozenset[str]
    """None: every group of the county."""
    from_on: date
    last_on: date

    def holds(self, group: str, day: date) -> bool:
        """Say whether it held on a group on a day."""
        for_it = not self.groups or group in self.groups
        return for_it and self.from_on <= day <= self.last_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes:
    """Be what is known of causes; the newest entry goes first."""

    told: tuple[Told, ...]
    without_device: frozenset[str] = frozenset()
    """Groups that have no device in use."""
    stops: tuple[Stop, ...] = ()
    """Orders to show the default page alone."""
    saving: frozenset[tuple[str, int]] = frozenset()
    """Groups, with ISO weekdays on which their panels rest in hours of service."""

    def told_of(self, group: str, day: date) -> Told | None:
        """Return what staff said of a group on a day, if anything."""
        return next((one for one in self.told if one.holds(group, day)), None)

    def why(self, group: str, day: date, *, exposures: int) -> Why:
        """Return why a group fell short on a day.

        Without a word of staff: where panels rest by plan in hours of service, power
        was saved; no device in use is a repair; a device that showed nothing all day
        may have been without power; of the rest nobody knows yet.
        """
        told = self.told_of(group, day)
        if told is not None:
            return Why(cause=told.cause, words=told.words, confirmed=True)
        if any(one.holds(group, day) for one in self.stops):
            return Why(cause=ShortCause.ORDERED_STOP, confirmed=True)
        if group in self.without_device:
            return Why(cause=ShortCause.REPAIR)
        return self._guess(group, day, exposures)

    def _guess(self, group: str, day: date, exposures: int) -> Why:
        if (group, day.isoweekday()) in self.saving:
            return Why(cause=ShortCause.POWER_SAVING)
        return UNKNOWN if exposures else Why(cause=ShortCause.POWER_CUT)


def causes_of(
    session: Session, groups: Collection[str], *, since: date, zone: tzinfo
) -> Causes:
    """Return what is known of causes on some groups since a day."""
    query = (
        select(ShortCauseRow)
        .where(ShortCauseRow.last_on >= since, ShortCauseRow.struck_at.is_(None))
        .order_by(ShortCauseRow.id.desc())
    )
    active = select(Device.group_id).where(Device.state == DeviceState.ACTIVE)
    return Causes(
        told=tuple(_told(session.scalars(query))),
        without_device=frozenset(groups) - set(session.scalars(active)),
        stops=tuple(_stops(session, zone)),
        saving=frozenset(_saving(session, groups)),
    )


def _saving(session: Session, groups: Collection[str]) -> Iterable[tuple[str, int]]:
    """Yield groups and weekdays of service that a power schedule cuts, as it is now."""
    query = select(DisplayGroup).where(DisplayGroup.power.is_not(None))
    for group in session.scalars(query):
        power = power_of(group)
        if power is None or not power.cuts_service or group.id not in groups:
            continue
        hours = _HOURS.validate_python(group.service_hours)
        for weekday, _ in service_cut_by(power.on, hours):
            yield group.id, weekday


def _stops(session: Session, zone: tzinfo) -> Iterable[Stop]:
    query = select(ScreenOrder).where(
        ScreenOrder.kind == OrderKind.STOP,
        ScreenOrder.state.in_((OrderState.IN_FORCE, OrderState.ENDED)),
    )
    for row in session.scalars(query):
        begun = row.settled_at or row.starts_at
        yield Stop(
            groups=frozenset(row.groups),
            from_on=begun.astimezone(zone).date(),
            last_on=held_until(row).astimezone(zone).date(),
        )


def _told(rows: Iterable[ShortCauseRow]) -> Iterable[Told]:
    for row in rows:
        yield Told(
            id=row.id,
            cause=row.cause,
            groups=frozenset(row.groups),
            from_on=row.from_on,
            last_on=row.last_on,
            words=row.words,
        )
