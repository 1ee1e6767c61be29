"""Gather what the days of everything that hung came to; `coverage` counts them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from programme.monthly_report import DayCounts, ShortItem
from programme.service_day import DayState
from programme.window import FixedEnd, end_at
from publishing.coverage.reckoning import Reckoned, Reckoner, Reckoning
from publishing.evidence.assigned import Assigned, Together, assigned
from publishing.monthly.spans import ReportSpan
from publishing.tables.disclosures import Disclosure
from publishing.tables.schedule import GroupEntry

_COUNTED = {
    DayState.SHOWN: "shown",
    DayState.CARRIED: "carried",
    DayState.RULED: "ruled",
    DayState.UNCERTAIN: "uncertain",
    DayState.SHORT: "short",
}
_WAITING = "waiting"
_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)
_Removed: TypeAlias = Mapping[tuple[str, str], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysInSpan:
    """Be what days came to, and what fell short."""

    counts: DayCounts
    short: tuple[ShortItem, ...]


def days_in(
    session: Session, span: ReportSpan, reckoner: Reckoner, *, now: datetime
) -> DaysInSpan:
    """Return what the days of a span came to, up to the last that is over.

    What was taken down or replaced counts until then.
    """
    tally: Counter[str] = Counter()
    names: set[str] = set()
    short: list[ShortItem] = []
    numbers = dict(
        session.execute(select(Disclosure.id, Disclosure.register_number)).all()
    )
    removed = _removed(session, span)
    for hung in _rounds(_hung_in(session, span, removed)):
        reckoning = reckoner.reckon(session, hung, now=now)
        for version in reckoning.versions:
            if _hangs(version.hung, span, now):
                names.add(version.hung.disclosure)
            states = dict(_states(version, span))
            tally.update(states.values())
            days = [day for day, state in states.items() if state == "short"]
            if days:
                number = numbers[version.hung.disclosure] or ""
                short.append(
                    _short(version, reckoning, days, number=number, removed=removed)
                )
    keys = (*_COUNTED.values(), _WAITING)
    told = {key: tally[key] for key in keys}
    short.sort(key=lambda one: (one.days[0], one.register_number))
    return DaysInSpan(counts=DayCounts(hung=len(names), **told), short=tuple(short))


def _hangs(one: Assigned, span: ReportSpan, now: datetime) -> bool:
    """Say whether a version hung at any instant of a span that has passed."""
    end, zone = end_at(one.latest), one.zone
    begun_on = one.starts_at.astimezone(zone).date()
    last_on = None if end is None else (end - _INSTANT).astimezone(zone).date()
    over = last_on is not None and last_on < span.from_on
    return one.starts_at <= now and begun_on < span.to_on and not over


def _states(version: Reckoned, span: ReportSpan) -> Iterator[tuple[date, str]]:
    for one in version.days:
        if span.from_on <= one.day < span.to_on:
            waits = one.state is DayState.SHORT and one.day in version.waiting
            yield one.day, _WAITING if waits else _COUNTED[one.state]


def _short(
    version: Reckoned,
    reckoning: Reckoning,
    days: Sequence[date],
    *,
    number: str,
    removed: _Removed,
) -> ShortItem:
    last = next(one for one in version.days if one.day == days[-1])
    why = reckoning.causes.why(last.group, last.day, exposures=last.exposures).told
    manifest, gone_at = version.hung.manifest, removed.get(_name(version.hung))
    if gone_at and gone_at.astimezone(version.hung.zone).date() == last.day:
        why = "当天撤下或换了版本"
    return ShortItem(
        register_number=number,
        title=manifest.title,
        unit=manifest.unit_name,
        days=tuple(days),
        why=f"{why}，放 {last.exposures} 次，要 {last.least} 次",
    )


def _removed(session: Session, span: ReportSpan) -> _Removed:
    """Return when versions were taken off, or the last of their groups was."""
    since = _midnight(span.from_on) - _DAY
    query = (
        select(
            GroupEntry.disclosure_id,
            GroupEntry.manifest_sha256,
            func.max(GroupEntry.removed_at),
        )
        .where(GroupEntry.removed_at > since)
        .group_by(GroupEntry.disclosure_id, GroupEntry.manifest_sha256)
    )
    return {
        (disclosure, sha256): at
        for disclosure, sha256, at in session.execute(query)
        if at is not None
    }


def _hung_in(
    session: Session, span: ReportSpan, removed: _Removed
) -> tuple[Assigned, ...]:
    """Return the versions that may have hung on any day, each until it was removed."""
    # A day either way, for zones; days outside are left out when they are counted.
    from_on = _midnight(span.from_on) - _DAY
    to_on = _midnight(span.to_on) + _DAY
    hung = (
        GroupEntry.starts_at < to_on,
        or_(GroupEntry.ends_at.is_(None), GroupEntry.ends_at > from_on),
    )
    found = {
        _name(one): one
        for one in assigned(session, *hung, GroupEntry.removed_at.is_(None))
    }
    for one in assigned(session, *hung, GroupEntry.removed_at > from_on):
        windows = tuple(_until(one, removed[_name(one)]))
        standing = found.get(_name(one))
        if standing is not None:
            windows = (*standing.hung, *windows)
        if windows:
            found[_name(one)] = replace(one, hung=windows)
    return tuple(found.values())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _name(one: Assigned) -> tuple[str, str]:
    return one.disclosure, one.manifest_sha256


def _until(one: Assigned, at: datetime) -> Iterator[Together]:
    """Yield the windows of a version as they held; what never opened is left out."""
    for windows in one.hung:
        if windows.window.starts_at < at:
            window = windows.window.model_copy(update={"end": FixedEnd(at=at)})
            yield replace(windows, window=window)


def _rounds(hung: Sequence[Assigned]) -> Iterator[list[Assigned]]:
    """Yield versions so that no two of a round are of one disclosure."""
    rounds: list[list[Assigned]] = []
    times: Counter[str] = Counter()
    for one in hung:
        place = times[one.disclosure]
        times[one.disclosure] += 1
        if place == len(rounds):
            rounds.append([])
        rounds[place].append(one)
    yield from rounds
