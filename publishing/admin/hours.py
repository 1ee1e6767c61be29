"""Let staff say when a place is open, one line a weekday; decide nothing."""

from collections.abc import Callable, Sequence
from functools import partial

from programme.hours import EVERY_WEEKDAY, DayHours, spans_on
from publishing.admin.fields import all_of, line, spans_of, spans_text
from publishing.admin.names import name_of
from publishing.admin.parts import Text, box


def hours_fields(
    hours: Sequence[DayHours],
    *,
    title: str = "服务时间（空着就是不开）",
    mark: str = "",
) -> Callable[[], tuple[DayHours, ...]]:
    """Draw seven fields, and return what reads them."""
    Text(title, classes="mut small")
    fields = {}
    with box("halves"):
        for weekday in EVERY_WEEKDAY:
            told = spans_text(spans_on(tuple(hours), weekday))
            fields[weekday] = line(
                f"{mark}{name_of('weekday', weekday)}", told, most=80
            )

    def read() -> tuple[DayHours, ...]:
        spans = all_of(
            {
                str(weekday): partial(
                    spans_of, str(field.value or ""), name_of("weekday", weekday)
                )
                for weekday, field in fields.items()
            }
        )
        return tuple(
            DayHours(weekday=weekday, spans=spans[str(weekday)]) for weekday in fields
        )

    return read


def hours_words(hours: Sequence[DayHours]) -> str:
    """Return hours in one line, weekdays with the same hours together."""
    by_spans: dict[str, list[int]] = {}
    for weekday in EVERY_WEEKDAY:
        told = spans_text(spans_on(tuple(hours), weekday))
        if told:
            by_spans.setdefault(told, []).append(weekday)
    parts = [f"{_weekdays(days)} {told}" for told, days in by_spans.items()]
    return "；".join(parts) or "不开"


def _weekdays(days: Sequence[int]) -> str:
    first, last = name_of("weekday", days[0]), name_of("weekday", days[-1])
    if len(days) > 1 and days[-1] - days[0] == len(days) - 1:
        return f"{first}至{last}"
    return "、".join(name_of("weekday", day) for day in days)
