"""Say how long a screen's loop lasts and how often each item comes on in it; pure.

The figures come from the dwell times of the signed pages, turn by turn as the player
takes them. A day is cut where a daypart or a window begins or ends, because fewer
items then share the hour.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum, auto

from programme.fairness import Demand, Want, fit_of
from programme.hours import EVERY_WEEKDAY, DayHours, OpenSpan, spans_on
from programme.manifest import PageImage
from programme.playlist import turns_of
from programme.window import FixedEnd, Window, is_open, local_instant
from publishing.schedule.shares import Load, PartLoad, Promise, Share

_DAY = timedelta(days=1)
_WEEK = 7
_ENOUGH = 2


def turns_s_of(pages: Sequence[PageImage]) -> tuple[int, ...]:
    """Return how long each turn of these pages lasts."""
    return tuple(
        sum(pages[number].dwell_s for number in turn) for turn in turns_of(pages)
    )


def load_of(wants: Iterable[Want], demand: Demand) -> Load:
    """Return the loop over items by their turns, as `programme.loops` makes it."""
    shown = [want for want in wants if want.turns_s]
    owed = sum(want.owed for want in shown)
    fit = fit_of(shown, demand)
    if fit.squeezed:
        whole = fit.rounds * fit.round_s
    else:
        whole = sum(_rounds_s(want.turns_s, fit.rounds) for want in shown)
    return Load(
        items=len(shown),
        loop_s=whole,
        rounds=fit.rounds,
        owed=owed,
        longest_s=fit.round_s if owed else 0,
        squeezed=fit.squeezed,
        in_time=fit.in_time,
        daily=fit.daily,
        days=fit.days,
    )


def load_at(
    shares: Iterable[Share], instant: datetime, demand: Demand, zone: tzinfo
) -> Load:
    """Return the loop at an instant."""
    return load_of(_open(shares, instant, zone), demand)


def day_loads(
    shares: Sequence[Share], on: date, promise: Promise, zone: tzinfo
) -> tuple[PartLoad, ...]:
    """Return the loops of one day's hours of service, part by part."""
    day = _Day(on=on, zone=zone)
    steady: list[Share] = []
    varying: list[Share] = []
    for share in shares:
        part = day.part_of(share.window)
        if part is _Part.WHOLE:
            steady.append(share)
        elif part is _Part.SOME:
            varying.append(share)
    edges = day.edges(share.window for share in varying)
    demand = promise.on(on)
    return tuple(
        PartLoad(
            on=on,
            from_time=from_time,
            to_time=to_time,
            load=load_of(
                _wants(steady, varying, local_instant(on, from_time, zone), zone),
                demand,
            ),
        )
        for span in spans_on(promise.hours, on.isoweekday())
        for from_time, to_time in _cut(span, edges)
    )


def heaviest(
    shares: Sequence[Share],
    from_on: date,
    to_on: date,
    *,
    promise: Promise,
    zone: tzinfo,
) -> PartLoad | None:
    """Return the part of a half-open run of days in which items come on least often.

    None where nothing is served in these days. Only days on which a loop can grow are
    looked at: the first week, and the week after each window that begins later. Of
    windows that are open all week the first two days of service tell as much.
    """
    run = (local_instant(on, time(0), zone) for on in (from_on, to_on))
    live = _within(shares, *run)
    parts = [
        part
        for on in _telling_days(live, from_on, to_on, hours=promise.hours, zone=zone)
        for part in day_loads(live, on, promise, zone)
    ]
    loops = [part for part in parts if part.load.loop_s] or parts
    return min(loops, key=_often, default=None)


def _often(part: PartLoad) -> tuple[float, date, time]:
    load = part.load
    often = load.rounds / load.loop_s if load.loop_s else 0.0
    return often, part.on, part.from_time


def _rounds_s(turns: tuple[int, ...], rounds: int) -> int:
    """Return how long the turns of one item last in a whole loop."""
    whole, rest = divmod(rounds, len(turns))
    return whole * sum(turns) + sum(turns[:rest])


def _within(shares: Iterable[Share], from_at: datetime, to_at: datetime) -> list[Share]:
    """Return those whose window touches a span."""
    found = []
    for share in shares:
        end = share.window.end
        over = isinstance(end, FixedEnd) and end.at <= from_at
        if share.turns_s and not over and share.window.starts_at < to_at:
            found.append(share)
    return found


def _wants(
    steady: Iterable[Share], varying: Iterable[Share], instant: datetime, zone: tzinfo
) -> Iterator[Want]:
    yield from (share.want(instant) for share in steady)
    yield from _open(varying, instant, zone)


def _open(shares: Iterable[Share], instant: datetime, zone: tzinfo) -> Iterator[Want]:
    for share in shares:
        if is_open(share.window, instant, zone):
            yield share.want(instant)


class _Part(Enum):
    """Say for how much of a day a window may be open."""

    NONE = auto()
    SOME = auto()
    WHOLE = auto()


class _Day:
    """Be one local day, which many windows are held against."""

    def __init__(self, *, on: date, zone: tzinfo) -> None:
        self._on = on
        self._zone = zone
        self._from_at = local_instant(on, time(0), zone)
        self._to_at = local_instant(on + _DAY, time(0), zone)
        self._weekday = on.isoweekday()

    def part_of(self, window: Window) -> _Part:
        """Say for how much of the day a window may be open."""
        end = window.end
        ends_at = end.at if isinstance(end, FixedEnd) else None
        if (
            window.starts_at >= self._to_at
            or (ends_at is not None and ends_at <= self._from_at)
            or self._weekday not in window.weekdays
        ):
            return _Part.NONE
        whole = window.starts_at <= self._from_at and not window.dayparts
        if whole and (ends_at is None or ends_at >= self._to_at):
            return _Part.WHOLE
        return _Part.SOME

    def edges(self, windows: Iterable[Window]) -> frozenset[time]:
        """Return the times of the day at which a window may open or close."""
        found = set()
        for window in windows:
            for part in window.dayparts:
                found |= {part.from_time, part.to_time}
            # A provisional end closes nothing, so it is no edge.
            ends = (window.end.at,) if isinstance(window.end, FixedEnd) else ()
            for at in (window.starts_at, *ends):
                if self._from_at <= at < self._to_at:
                    found.add(at.astimezone(self._zone).time())
        return frozenset(found)


def _cut(span: OpenSpan, edges: frozenset[time]) -> Iterator[tuple[time, time]]:
    inner = sorted(edge for edge in edges if span.from_time < edge < span.to_time)
    starts = [span.from_time, *inner]
    yield from zip(starts, [*inner, span.to_time], strict=True)


def _telling_days(
    shares: Sequence[Share],
    from_on: date,
    to_on: date,
    *,
    hours: tuple[DayHours, ...],
    zone: tzinfo,
) -> tuple[date, ...]:
    from_at, to_at = (local_instant(on, time(0), zone) for on in (from_on, to_on))
    begins = {share.window.starts_at for share in shares}
    later = {at.astimezone(zone).date() for at in begins if from_at < at < to_at}
    plain = all(
        share.window.weekdays == EVERY_WEEKDAY and not share.window.dayparts
        for share in shares
    )
    days = set()
    for first in {from_on} | later:
        week = [first + _DAY * at for at in range(_WEEK)]
        served = [on for on in week if on < to_on and spans_on(hours, on.isoweekday())]
        days |= set(served[:_ENOUGH] if plain else served)
    return tuple(sorted(days))
