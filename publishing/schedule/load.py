"""Say how long a screen's loop lasts and how often each item comes on in it; pure.

The figures come from the dwell times of the signed pages, turn by turn as the player
takes them. A day is cut where a daypart or a window begins or ends, because fewer
items then share the hour.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from programme.hours import DayHours, OpenSpan, spans_on
from programme.manifest import PageImage
from programme.playlist import turns_of
from programme.window import Window, end_at, is_open, local_instant

_HOUR_S = 3600
_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Be what one disclosure wants of a loop: when, and for how long each turn."""

    disclosure: str
    window: Window
    turns_s: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Be one loop: how many items, how long, in how many rounds."""

    items: int = 0
    loop_s: int = 0
    rounds: int = 0

    @property
    def per_hour(self) -> int:
        """Return how often an hour each item has a turn; 0 where there is no loop."""
        return _HOUR_S * self.rounds // self.loop_s if self.loop_s else 0

    def below(self, least: int) -> bool:
        """Say whether each item comes on less often than it should."""
        return self.loop_s > 0 and self.per_hour < least


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLoad:
    """Be the loop of a part of one day."""

    on: date
    from_time: time
    to_time: time
    load: Load


def turns_s_of(pages: Sequence[PageImage]) -> tuple[int, ...]:
    """Return how long each turn of these pages lasts."""
    return tuple(
        sum(pages[number].dwell_s for number in turn) for turn in turns_of(pages)
    )


def load_of(turns: Iterable[tuple[int, ...]]) -> Load:
    """Return the loop over items by their turns, as `programme.playlist` makes it."""
    shown = [of_item for of_item in turns if of_item]
    rounds = max(map(len, shown), default=0)
    whole = sum(_rounds_s(of_item, rounds) for of_item in shown)
    return Load(items=len(shown), loop_s=whole, rounds=rounds)


def load_at(shares: Iterable[Share], instant: datetime, zone: tzinfo) -> Load:
    """Return the loop at an instant."""
    return load_of(
        share.turns_s for share in shares if is_open(share.window, instant, zone)
    )


def day_loads(
    shares: Sequence[Share], on: date, hours: tuple[DayHours, ...], zone: tzinfo
) -> tuple[PartLoad, ...]:
    """Return the loops of one day's hours of service, part by part."""
    live = [share for share in shares if share.turns_s and _touches(share, on, zone)]
    edges = _edges(live, on, zone)
    return tuple(
        PartLoad(
            on=on,
            from_time=from_time,
            to_time=to_time,
            load=load_at(live, local_instant(on, from_time, zone), zone),
        )
        for span in spans_on(hours, on.isoweekday())
        for from_time, to_time in _cut(span, edges)
    )


def heaviest(
    shares: Sequence[Share],
    from_on: date,
    to_on: date,
    *,
    hours: tuple[DayHours, ...],
    zone: tzinfo,
) -> PartLoad | None:
    """Return the part of a half-open run of days in which items come on least often.

    None where nothing is served in these days. Only days on which a loop can grow are
    looked at: the first week, and the week after each window that begins later.
    """
    parts = [
        part
        for on in _telling_days(shares, from_on, to_on, zone)
        for part in day_loads(shares, on, hours, zone)
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


def _touches(share: Share, on: date, zone: tzinfo) -> bool:
    """Say whether a window may be open on a day."""
    window = share.window
    if on.isoweekday() not in window.weekdays:
        return False
    begins_on = window.starts_at.astimezone(zone).date()
    end = end_at(window) if window.end.kind == "fixed" else None
    return begins_on <= on and (end is None or end > local_instant(on, time(0), zone))


def _edges(shares: Iterable[Share], on: date, zone: tzinfo) -> frozenset[time]:
    """Return the times of a day at which a window may open or close."""
    found = set()
    for share in shares:
        for part in share.window.dayparts:
            found |= {part.from_time, part.to_time}
        for at in (share.window.starts_at, end_at(share.window)):
            local = at.astimezone(zone) if at is not None else None
            if local is not None and local.date() == on:
                found.add(local.time())
    return frozenset(found)


def _cut(span: OpenSpan, edges: frozenset[time]) -> Iterator[tuple[time, time]]:
    inner = sorted(edge for edge in edges if span.from_time < edge < span.to_time)
    starts = [span.from_time, *inner]
    yield from zip(starts, [*inner, span.to_time], strict=True)


def _telling_days(
    shares: Sequence[Share], from_on: date, to_on: date, zone: tzinfo
) -> tuple[date, ...]:
    begins = {share.window.starts_at.astimezone(zone).date() for share in shares}
    firsts = {from_on} | {on for on in begins if from_on < on < to_on}
    days = {first + _DAY * at for first in firsts for at in range(_WEEK)}
    return tuple(sorted(on for on in days if on < to_on))
