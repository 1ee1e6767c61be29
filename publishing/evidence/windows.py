"""Make the contract's window out of what a group's entry keeps; it decides nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from programme.hours import OpenSpan
from programme.window import End, FixedEnd, OpenEnd, ProvisionalEnd, Window
from publishing.tables.schedule import EndKind, GroupEntry

_SPANS = TypeAdapter(tuple[OpenSpan, ...])


def window_of(entry: GroupEntry) -> Window:
    """Return the window of one entry."""
    return Window(
        starts_at=entry.starts_at,
        end=end_of(entry.end_kind, entry.ends_at),
        weekdays=tuple(entry.weekdays),
        dayparts=spans_of(entry.dayparts),
    )


def end_of(kind: EndKind, at: datetime | None) -> End:
    """Return the end that a row names."""
    if at is None or kind is EndKind.OPEN:
        return OpenEnd()
    return FixedEnd(at=at) if kind is EndKind.FIXED else ProvisionalEnd(at=at)


def spans_of(dayparts: Sequence[Any]) -> tuple[OpenSpan, ...]:
    """Return the dayparts that a row keeps as JSON."""
    return _SPANS.validate_python(tuple(dayparts))
