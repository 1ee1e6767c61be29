"""Say what each display showed on each day, from its raw records; it judges no day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias
from zoneinfo import ZoneInfo

from programme.certificate import DisplayShown
from programme.certificate_facts import Facts, of_kind
from programme.clock_doubt import Heard
from programme.coverage import Folded, Folding, Key, Tally, Version
from programme.leaves import DeviceLeaf, GroupLeaf
from programme.open_times import DisplayHours, Parts
from programme.playlist import turns_of
from programme.service_day import DisplayDay
from programme.workdays import Workdays

Displays: TypeAlias = Sequence[tuple[DisplayShown, DisplayDay]]


def shown_by_day(facts: Facts, workdays: Workdays) -> dict[date, Displays]:
    """Return what each display showed, by day, from its raw records."""
    devices = {leaf.device: leaf for leaf in of_kind(facts.leaves, DeviceLeaf)}
    rules = {leaf.group: leaf for leaf in of_kind(facts.leaves, GroupLeaf)}
    found: dict[date, list[tuple[DisplayShown, DisplayDay]]] = {}
    for device in sorted({one.leaf.device for one in facts.delivered}):
        rule = rules.get(devices[device].group) if device in devices else None
        if rule is None:
            continue
        folded = _folded(facts, device, rule, workdays)
        for day, one in _by_day(facts, device, rule.group, folded):
            found.setdefault(day, []).append(one)
    return dict(found)


def _folded(facts: Facts, device: str, rule: GroupLeaf, workdays: Workdays) -> Folded:
    hours = DisplayHours(
        service_hours=rule.service_hours,
        zone=ZoneInfo(rule.time_zone),
        workdays=workdays,
    )
    manifest = facts.manifest
    version = Version(
        turns=turns_of(manifest.pages_for(rule.panel)),
        parts=Parts(weekdays=manifest.weekdays, dayparts=manifest.dayparts),
    )
    chains: dict[str, list[Heard]] = {}
    for one in facts.delivered:
        if one.leaf.device == device:
            chains.setdefault(one.leaf.writer, []).extend(
                Heard(
                    number=link.number,
                    record=link.record,
                    received_at=one.leaf.received_at,
                )
                for link in one.links
            )
    return Folding(hours, {facts.manifest_sha256: version}).fold(chains)


def _by_day(
    facts: Facts, device: str, group: str, folded: Folded
) -> Iterator[tuple[date, tuple[DisplayShown, DisplayDay]]]:
    painted, listed = _own(facts, folded.painted), _own(facts, folded.listed)
    for day in sorted(painted.keys() | listed.keys()):
        glass, kiosk = painted.get(day, Tally()), listed.get(day, Tally())
        shown = DisplayShown(
            device=device,
            group=group,
            exposures=glass.exposures,
            seconds=glass.milliseconds // 1000,
            listed_seconds=kiosk.milliseconds // 1000,
            uncertain_exposures=glass.uncertain_exposures,
        )
        counts = DisplayDay(
            exposures=glass.exposures,
            uncertain_exposures=glass.uncertain_exposures,
            listed=kiosk.milliseconds > 0,
            uncertain_listed=kiosk.uncertain_milliseconds > 0,
            contested=folded.contested.get(day, 0) > 0,
        )
        yield day, (shown, counts)


def _own(facts: Facts, sums: Mapping[Key, Tally]) -> dict[date, Tally]:
    """Return the sums of this version; a kiosk's list names none."""
    names = {facts.manifest_sha256, ""}
    return {
        key.day: tally
        for key, tally in sums.items()
        if key.disclosure == facts.disclosure
        and key.manifest in names
        and not tally.empty
    }
