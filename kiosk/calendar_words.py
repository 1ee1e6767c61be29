"""Say dates and times of day as residents say them; compute none."""

from collections.abc import Iterable
from datetime import date, time

from kiosk.words import Words
from programme.hours import OpenSpan


def time_words(at: time) -> str:
    """Return a time of day: 8:30."""
    return f"{at.hour}:{at.minute:02d}"


def spans_words(spans: Iterable[OpenSpan], words: Words) -> str:
    """Return the spans of a day: 8:30—12:00，14:00—17:30."""
    said = [
        f"{time_words(span.from_time)}—{time_words(span.to_time)}" for span in spans
    ]
    return words("comma").join(said)


def date_words(on: date, words: Words, *, today: date | None = None) -> str:
    """Return a date: 11 月 5 日, with the year when it is not this year's."""
    values = {
        "year": on.year,
        "month": on.month,
        "day": on.day,
        "name": words(f"month.{on.month}"),
    }
    other_year = today is not None and today.year != on.year
    return words("date.year" if other_year else "date", **values)


def weekday_words(on: date, words: Words) -> str:
    """Return the day of the week: 周一."""
    return words(f"weekday.{on.isoweekday()}")
