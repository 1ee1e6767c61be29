"""Say which days a display served by its own records, as the centre would count; pure.

Between two counts of the centre the legal clock (公示格) goes on: a display knows what
it showed itself. The centre's count goes before it for every day that it has counted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TypeAlias
from zoneinfo import ZoneInfo

from programme.clock_doubt import Heard
from programme.coverage import Folding, Version
from programme.legal_clock import Counted
from programme.open_times import DisplayHours, Parts
from programme.playlist import Item, turns_of
from programme.programme import Programme
from programme.workdays import Workdays

OwnDays: TypeAlias = Mapping[date, Collection[str]]
"""By day, the disclosures that were shown enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """Be by what a display judges its own days: as the centre does its group's."""

    hours: DisplayHours
    least: int
    """The group's least exposures a day."""
    versions: Mapping[str, Version]


def own_rule(programme: Programme, items: Sequence[Item]) -> OwnRule:
    """Return the rule of a display group."""
    return OwnRule(
        hours=DisplayHours(
            service_hours=programme.service_hours,
            zone=ZoneInfo(programme.time_zone),
            workdays=Workdays(programme.calendar),
        ),
        least=programme.least_exposures_per_day,
        versions={
            item.entry.manifest.sha256: Version(
                turns=turns_of(item.manifest.pages_for(programme.panel)),
                parts=Parts(
                    weekdays=item.manifest.weekdays, dayparts=item.manifest.dayparts
                ),
            )
            for item in items
        },
    )


def served_on(day: date, heard: Iterable[Heard], rule: OwnRule) -> frozenset[str]:
    """Return the disclosures that a display served on a day.

    What a doubtful clock claims is not counted here; the centre may find more.

    Args:
        day: A local day that is over.
        heard: The records of its own chain around that day.
        rule: The group's.
    """
    folded = Folding(rule.hours, rule.versions).fold_chain(heard)
    if folded.contested.get(day):
        return frozenset()
    times: dict[str, int] = {}
    for key, tally in folded.painted.items():
        if key.day == day:
            times[key.disclosure] = times.get(key.disclosure, 0) + tally.exposures
    enough = {name for name, exposures in times.items() if exposures >= rule.least}
    listed = {
        key.disclosure
        for key, tally in folded.listed.items()
        if key.day == day and tally.milliseconds > 0
    }
    return frozenset(enough | listed)


def with_own(
    counted: Mapping[str, Counted],
    own: OwnDays,
    items: Iterable[Item],
    zone: tzinfo,
) -> dict[str, Counted]:
    """Return the centre's counts with the days that a display served itself.

    What the centre has not counted yet is as old as its posting.
    """
    found = dict(counted)
    for item in items:
        days = frozenset(day for day, names in own.items() if item.disclosure in names)
        if not days:
            continue
        posted_on = item.entry.window.starts_at.astimezone(zone).date()
        known = counted.get(item.disclosure)
        found[item.disclosure] = Counted(
            shown_on=known.shown_on if known else frozenset(),
            as_of=known.as_of if known else posted_on,
            own_on=days,
        )
    return found
