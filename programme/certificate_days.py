"""Make the claims of a certificate out of its proofs: which days count, and by what.

Centre and verifier ask the same function; so a claim that the records do not bear out
is found. It verifies no signature and no hash: `programme.certificate_check` does.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeVar
from zoneinfo import ZoneInfo

from programme.carriers import Carrier
from programme.certificate import (
    Claims,
    DayClaim,
    GroupWindow,
    LostNumbers,
    ShownDevice,
)
from programme.certificate_facts import FactMissing, Facts, of_kind
from programme.certificate_rules import Rules
from programme.certificate_shown import Displays, shown_by_day
from programme.days_due import Hung, days_due
from programme.glass import Capture, GlassCheck, GlassOutcome
from programme.keys import key_id
from programme.leaves import (
    CureLeaf,
    DeclinedLeaf,
    DeviceLeaf,
    GroupLeaf,
    LengtheningLeaf,
    PresenceLeaf,
    RegisterLeaf,
    RulingLeaf,
    WindowLeaf,
)
from programme.legal_clock import owed_days
from programme.records import GapRecord, Record
from programme.service_day import (
    DayState,
    GroupDay,
    Served,
    judge_day,
    owes,
    served,
)
from programme.window import FixedEnd, Window, local_instant
from programme.workdays import Workdays

_DAY = timedelta(days=1)
Kind = TypeVar("Kind", CureLeaf, RulingLeaf, PresenceLeaf, RegisterLeaf)


def claims_of(facts: Facts) -> Claims:
    """Return what follows from the facts.

    Raises:
        FactMissing: Without a register number or a window nothing was published.
    """
    zone = ZoneInfo(facts.time_zone)
    registered = _about(facts, RegisterLeaf)
    if not registered:
        raise FactMissing("登记号")
    windows = _windows(facts)
    if not windows:
        raise FactMissing("展示时段")
    today = facts.issued_at.astimezone(zone).date()
    presences = _standing(facts)
    outcomes = _outcomes(facts)
    days = tuple(_days(facts, windows, presences, today=today, zone=zone))
    starts_at = min(one.held.starts_at for one in windows)
    return Claims(
        register_number=registered[-1].register_number,
        published_at=registered[-1].published_at,
        as_of=today,
        owed=owed_days(
            facts.manifest,
            posted_on=starts_at.astimezone(zone).date(),
            workdays=Workdays(facts.calendar),
            zone=zone,
        ),
        counted=sum(day.state.counts for day in days),
        short=sum(day.state is DayState.SHORT for day in days),
        uncertain=sum(day.state is DayState.UNCERTAIN for day in days),
        windows=windows,
        changes=tuple(
            leaf
            for leaf in of_kind(facts.leaves, LengtheningLeaf)
            if leaf.manifest == facts.manifest_sha256
        ),
        cures=_about(facts, CureLeaf),
        rulings=_about(facts, RulingLeaf),
        declined=tuple(
            leaf
            for leaf in of_kind(facts.leaves, DeclinedLeaf)
            if leaf.manifest == facts.manifest_sha256
        ),
        presences=presences,
        days=days,
        devices=tuple(_devices(facts)),
        gaps=tuple(_gaps(facts)),
        glass_right=outcomes.count(GlassOutcome.SAME),
        glass_wrong=sum(one in _WRONG for one in outcomes),
        captures=tuple(
            record.picture
            for record in _records(facts)
            if isinstance(record, Capture) and record.disclosure == facts.disclosure
        ),
    )


def _about(facts: Facts, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return the leaves of a kind that name this disclosure."""
    return tuple(
        leaf
        for leaf in of_kind(facts.leaves, kind)
        if leaf.disclosure == facts.disclosure
    )


def _windows(facts: Facts) -> tuple[GroupWindow, ...]:
    """Return each group's window: as it was noted first, and as it was noted last."""
    names = {leaf.group: leaf.name for leaf in of_kind(facts.leaves, GroupLeaf)}
    found: dict[str, GroupWindow] = {}
    for leaf in of_kind(facts.leaves, WindowLeaf):
        if leaf.manifest != facts.manifest_sha256:
            continue
        known = found.get(leaf.group)
        found[leaf.group] = GroupWindow(
            group=leaf.group,
            name=names.get(leaf.group, leaf.group),
            planned=known.planned if known else leaf.window,
            held=leaf.window,
            removed_at=leaf.removed_at,
        )
    return tuple(found[group] for group in sorted(found))


def _standing(facts: Facts) -> tuple[PresenceLeaf, ...]:
    """Return the records of carriers that nothing took the place of."""
    known = _about(facts, PresenceLeaf)
    replaced = {leaf.corrects for leaf in known}
    return tuple(leaf for leaf in known if leaf.id not in replaced and not leaf.struck)


def _days(
    facts: Facts,
    windows: Sequence[GroupWindow],
    presences: Sequence[PresenceLeaf],
    *,
    today: date,
    zone: tzinfo,
) -> Iterator[DayClaim]:
    workdays = Workdays(facts.calendar)
    rules = Rules(facts.leaves)
    owing: dict[date, list[str]] = {}
    for one in windows:
        hung = Hung(
            disclosure=facts.disclosure,
            window=_held(one),
            mandate=facts.manifest.mandate,
        )
        for day in days_due(hung, today=today, workdays=workdays, zone=zone):
            groups_owing = owing.setdefault(day, [])
            working = workdays.is_working_day(day)
            rule = rules.of_day(one.group, *_span_of(day, zone))
            if owes(day, _open_on(rule), working=working):
                groups_owing.append(one.group)
    shown = shown_by_day(facts, rules, workdays)
    ruled = {leaf.day: leaf.counts for leaf in _about(facts, RulingLeaf)}
    for day in sorted(owing):
        displays = shown.get(day, ())
        span = _span_of(day, zone)
        groups = [
            _group_day(rules.of_day(group, *span), group, displays)
            for group in owing[day]
        ]
        carriers = _carriers_on(day, presences, facts.primary)
        yield DayClaim(
            day=day,
            state=judge_day(
                min(map(served, groups), default=Served.YES),
                carried=bool(carriers),
                ruled=ruled.get(day),
            ),
            carriers=carriers,
            shown=tuple(one for one, _ in displays),
        )


def _span_of(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return when a local day begins and ends."""
    return local_instant(day, time(0), zone), local_instant(day + _DAY, time(0), zone)


def _open_on(rule: GroupLeaf | None) -> frozenset[int]:
    hours = rule.service_hours if rule else ()
    return frozenset(one.weekday for one in hours if one.spans)


def _held(one: GroupWindow) -> Window:
    """Return a window as it held; what was taken off ended then."""
    if one.removed_at is None or one.removed_at <= one.held.starts_at:
        return one.held
    return one.held.model_copy(update={"end": FixedEnd(at=one.removed_at)})


def _group_day(rule: GroupLeaf | None, group: str, displays: Displays) -> GroupDay:
    return GroupDay(
        group=group,
        least=1 if rule is None else rule.least_exposures_per_day,
        displays=tuple(day for one, day in displays if one.group == group),
    )


def _carriers_on(
    day: date, presences: Iterable[PresenceLeaf], primary: Sequence[Carrier]
) -> tuple[Carrier, ...]:
    found = {
        one.carrier
        for one in presences
        if one.carrier in primary
        and one.from_on <= day
        and (one.last_on is None or day <= one.last_on)
    }
    return tuple(sorted(found, key=list(Carrier).index))


def _devices(facts: Facts) -> Iterator[ShownDevice]:
    leaves = {leaf.device: leaf for leaf in of_kind(facts.leaves, DeviceLeaf)}
    for device in sorted(leaves):
        own = [len(one.links) for one in facts.delivered if one.leaf.device == device]
        yield ShownDevice(
            device=device,
            name=leaves[device].name,
            group=leaves[device].group,
            key=key_id(leaves[device].public),
            records=sum(own),
        )


def _gaps(facts: Facts) -> Iterator[LostNumbers]:
    for one in facts.delivered:
        for link in one.links:
            if isinstance(link.record, GapRecord):
                yield LostNumbers(
                    device=one.leaf.device,
                    writer=link.record.of_writer or one.leaf.writer,
                    first_lost=link.record.first_lost,
                    last_lost=link.record.last_lost,
                    reason=link.record.reason,
                    at=link.record.at,
                )


def _records(facts: Facts) -> Iterator[Record]:
    return (link.record for one in facts.delivered for link in one.links)


def _outcomes(facts: Facts) -> list[GlassOutcome]:
    """Return what reading this version back from the glass came to, each time."""
    return [
        record.outcome
        for record in _records(facts)
        if isinstance(record, GlassCheck) and record.manifest == facts.manifest_sha256
    ]


_WRONG = frozenset(
    {GlassOutcome.WRONG_PIXELS, GlassOutcome.MISPLACED, GlassOutcome.COVERED}
)
