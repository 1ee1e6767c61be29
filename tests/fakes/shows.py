"""Make what a group shows, for tests of loops: items, hours, pauses; no manifests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from programme.gaps import Span
from programme.hours import DayHours, OpenSpan
from programme.loops import loops_between
from programme.show import Loop, Pause, Show, Shown
from programme.window import FixedEnd, OpenEnd, Window

CHINA = ZoneInfo("Asia/Shanghai")
OPENS_AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
"""Monday, 8:30 in China: service begins."""
CLOSES_AT = OPENS_AT + timedelta(hours=9)
HOURS = tuple(
    DayHours(
        weekday=day, spans=(OpenSpan(from_time=time(8, 30), to_time=time(17, 30)),)
    )
    for day in range(1, 8)
)


def at(seconds: float) -> datetime:
    """Return an instant, in seconds after service began."""
    return OPENS_AT + timedelta(seconds=seconds)


def shown(
    item: int,
    *dwells: int,
    from_s: int = -86_400,
    to_s: int | None = None,
    owed_s: int | None = None,
    promotional: bool = False,
) -> Shown:
    """Return an item; seconds count from the beginning of service."""
    return Shown(
        key=f"d{item:03}",
        item=item,
        published_at=at(from_s),
        window=Window(
            starts_at=at(from_s),
            end=OpenEnd() if to_s is None else FixedEnd(at=at(to_s)),
        ),
        dwells=dwells or (15,),
        owed_until=None if owed_s is None else at(owed_s),
        promotional=promotional,
    )


def show(*items: Shown, minutes: int = 10, pauses: Sequence[Pause] = ()) -> Show:
    """Return what a group shows."""
    return Show(
        shown=items,
        service_hours=HOURS,
        most_minutes_between=minutes,
        zone=CHINA,
        pauses=pauses,
    )


def loops(of: Show, from_s: int, to_s: int) -> list[Loop]:
    """Return the loops of a span, in seconds after service began."""
    return list(loops_between(of, at(from_s), at(to_s)))


def obliged(item: Shown, to_s: int) -> list[Span]:
    """Return when an item is owed, from the beginning of service."""
    ends = [at(to_s)]
    if isinstance(item.window.end, FixedEnd):
        ends.append(item.window.end.at)
    if item.owed_until is not None:
        ends.append(item.owed_until)
    begins, end = max(item.window.starts_at, OPENS_AT), min(ends)
    return [(begins, end)] if begins < end and not item.promotional else []


MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)
