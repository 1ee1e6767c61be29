"""Say what each display showed on each day, from its raw records; it judges no day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TypeAlias
from zoneinfo import ZoneInfo

from programme.certificate import DisplayShown
from programme.certificate_facts import Delivered, Facts, of_kind
from programme.certificate_rules import Rules
from programme.clock_doubt import Heard
from programme.coverage import BEGINNING, Folded, Folding, Key, Tally, Version
from programme.leaves import DeviceLeaf, GroupLeaf
from programme.open_times import DisplayHours, Parts
from programme.playlist import turns_of
from programme.service_day import DisplayDay
from programme.workdays import Workdays

Displays: TypeAlias = Sequence[tuple[DisplayShown, DisplayDay]]


def shown_by_day(
    facts: Facts, rules: Rules, workdays: Workdays
) -> dict[date, Displays]:
    """Return what each display showed, by day, from its raw records."""
    devices = {leaf.device: leaf for leaf in of_kind(facts.leaves, DeviceLeaf)}
    found: dict[date, list[tuple[DisplayShown, DisplayDay]]] = {}
    for device in sorted({one.leaf.device for one in facts.delivered}):
        if device not in devices:
            continue
        group = devices[device].group
        folded = _Display(facts, group, rules, workdays).folded(device)
        for day, one in _by_day(facts, device, group, folded):
            found.setdefault(day, []).append(one)
    return dict(found)


class _Display:
    """Fold what one display recorded, each batch by the rules of when it came."""

    def __init__(
        self, facts: Facts, group: str, rules: Rules, workdays: Workdays
    ) -> None:
        self._facts = facts
        self._group = group
        self._rules = rules
        self._workdays = workdays

    def folded(self, device: str) -> Folded:
        """Return the sums of all its chains."""
        chains: dict[str, list[Delivered]] = {}
        for one in self._facts.delivered:
            if one.leaf.device == device:
                chains.setdefault(one.leaf.writer, []).append(one)
        whole = Folded()
        for chain in chains.values():
            self._fold(whole, chain)
        return whole

    def _fold(self, whole: Folded, chain: Sequence[Delivered]) -> None:
        """Add a chain's sums, run by run of batches that came under the same rules."""
        seen: list[Heard] = []
        reach = BEGINNING
        for rule, some in groupby(chain, self._rule_of):
            if rule is None:
                return
            folding = self._folding(rule)
            came = [one for batch in some for one in _heard(batch)]
            # What the run before left open ends in this one; it is not added twice.
            waits = [one for one in seen if one.number > reach.number]
            news = folding.fold_chain([*waits, *came], reach)
            whole.add(news)
            whole.add(folding.fold_chain(waits, reach), -1)
            reach = news.reach
            seen += came

    def _rule_of(self, batch: Delivered) -> GroupLeaf | None:
        return self._rules.of_batch(batch.leaf, self._group)

    def _folding(self, rule: GroupLeaf) -> Folding:
        hours = DisplayHours(
            service_hours=rule.service_hours,
            zone=ZoneInfo(rule.time_zone),
            workdays=self._workdays,
        )
        manifest = self._facts.manifest
        version = Version(
            turns=turns_of(manifest.pages_for(rule.panel)),
            parts=Parts(weekdays=manifest.weekdays, dayparts=manifest.dayparts),
        )
        return Folding(hours, {self._facts.manifest_sha256: version})


def _heard(batch: Delivered) -> Iterator[Heard]:
    for link in batch.links:
        yield Heard(
            number=link.number,
            record=link.record,
            received_at=batch.leaf.received_at,
        )


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
