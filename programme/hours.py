"""Say when a place is open by weekday and time of day; holidays are not known here."""

from datetime import time
from typing import Annotated, Self

from pydantic import Field, model_validator

from programme.document import Document

Weekday = Annotated[int, Field(ge=1, le=7)]
"""ISO weekday: 1 is Monday."""

EVERY_WEEKDAY: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)


class OpenSpan(Document):
    """Be a span within one day, half-open, in local time; it may not pass midnight."""

    from_time: time
    to_time: time

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_time >= self.to_time:
            msg = "结束要晚于开始，并在同一天里"
            raise ValueError(msg)
        return self


class DayHours(Document):
    """Say when a place is open on one weekday; no spans means closed."""

    weekday: Weekday
    spans: tuple[OpenSpan, ...]


def spans_on(hours: tuple[DayHours, ...], weekday: int) -> tuple[OpenSpan, ...]:
    """Return the spans of one ISO weekday, in order."""
    found = [span for day in hours if day.weekday == weekday for span in day.spans]
    return tuple(sorted(found, key=lambda span: span.from_time))
