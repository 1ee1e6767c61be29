"""Say when a panel is on by plan, and what it does meanwhile; it switches nothing.

The night limit for brightness is such a plan: service hours are served in full light,
outside them the panel may be dim or off. Service always goes first: hours of service
that a plan would cut are served all the same, unless it says that they are given up.
"""

from datetime import date, datetime, time, tzinfo
from enum import StrEnum

from pydantic import Field

from programme.document import Document
from programme.hours import DayHours, OpenSpan, spans_on
from programme.window import local_instant


def _is_unset(value: object) -> bool:
    return not value


class Resting(StrEnum):
    """Say what a panel does outside its hours."""

    OFF = "off"
    """Black; the panel may be switched off as well."""
    DIM = "dim"
    """The loop goes on at night brightness."""


class PowerSchedule(Document):
    """Be the hours at which a panel is on; outside them it rests."""

    on: tuple[DayHours, ...]
    resting: Resting
    cuts_service: bool = Field(default=False, exclude_if=_is_unset)
    """Whether somebody confirmed that hours of service are cut."""


def resting_at(
    power: PowerSchedule | None,
    service_hours: tuple[DayHours, ...],
    instant: datetime,
    zone: tzinfo,
) -> Resting | None:
    """Return how the panel rests at an instant; None while it is on."""
    if power is None:
        return None
    local = instant.astimezone(zone)
    hours = (power.on,) if power.cuts_service else (power.on, service_hours)
    on = any(
        span.from_time <= local.time() < span.to_time
        for some in hours
        for span in spans_on(some, local.isoweekday())
    )
    return None if on else power.resting


def power_edges(
    power: PowerSchedule | None,
    service_hours: tuple[DayHours, ...],
    day: date,
    zone: tzinfo,
) -> tuple[datetime, ...]:
    """Return the instants of a local day at which a panel may begin or end to rest."""
    if power is None:
        return ()
    found = {local_instant(day, time(0), zone)}
    for hours in (power.on, service_hours):
        for span in spans_on(hours, day.isoweekday()):
            found |= {
                local_instant(day, span.from_time, zone),
                local_instant(day, span.to_time, zone),
            }
    return tuple(sorted(found))


def service_cut_by(
    on: tuple[DayHours, ...], service_hours: tuple[DayHours, ...]
) -> tuple[tuple[int, OpenSpan], ...]:
    """Return the hours of service, by ISO weekday, that hours of power do not hold."""
    return tuple(
        (day.weekday, span)
        for day in sorted(service_hours, key=lambda day: day.weekday)
        for span in spans_on((day,), day.weekday)
        if not _holds(spans_on(on, day.weekday), span)
    )


def _holds(spans: tuple[OpenSpan, ...], wanted: OpenSpan) -> bool:
    """Say whether spans that may touch or overlap hold another wholly."""
    reached = wanted.from_time
    for span in spans:
        if span.from_time <= reached < span.to_time:
            reached = span.to_time
    return reached >= wanted.to_time
