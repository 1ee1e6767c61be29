"""Put into words whether the hall or a counter is open now; it decides nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from directory.model import Counter
from kiosk.calendar_words import date_words, time_words, weekday_words
from kiosk.opening import Opening, opening_of
from kiosk.shelf import Contents
from kiosk.words import Words
from sync_agent.state import AgentState

SOON = timedelta(minutes=30)
"""So long before the end a page says how many minutes are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Be the few words that say whether something is open."""

    kind: str
    """ok, warn or plain: names the chip's colour."""
    icon: str
    text: str
    more: str = ""


def hall_chip(contents: Contents, now: datetime, words: Words) -> Chip | None:
    """Return whether the hall is open; None where the clock is doubted."""
    if contents.held is None or not _clock_sure(contents):
        return None
    local = now.astimezone(contents.zone)
    hall = contents.held.programme.hall
    opening = opening_of(hall.hours, local, contents.workdays)
    if opening.open_until is None:
        return Chip(
            kind="plain",
            icon="bedtime",
            text=words("open.break" if opening.pausing else "open.closed"),
            more=_next_words(opening, local, words)
            + words("comma")
            + words("open.browse"),
        )
    key = "open.until" if opening.closes_for_today else "open.lunch"
    return Chip(
        kind="ok",
        icon="check_circle",
        text=words("open.now"),
        more=words(key, time=time_words(opening.open_until)),
    )


def counter_chip(
    counter: Counter, contents: Contents, now: datetime, words: Words
) -> Chip | None:
    """Return whether a counter is open; None where the clock is doubted."""
    if not _clock_sure(contents):
        return None
    local = now.astimezone(contents.zone)
    opening = opening_of(
        counter.hours,
        local,
        contents.workdays,
        closed_on_holidays=counter.closed_on_holidays,
    )
    if opening.open_until is None:
        return _closed_chip(opening, local, words)
    closes = datetime.combine(local.date(), opening.open_until, local.tzinfo)
    left = closes - local
    if left <= SOON:
        what = "close" if opening.closes_for_today else "lunch"
        text = words(
            "counter.soon",
            minutes=max(1, int(left.total_seconds() // 60)),
            what=words(f"counter.soon.{what}"),
        )
        return Chip(kind="warn", icon="schedule", text=text)
    key = "counter.now" if opening.closes_for_today else "counter.now.lunch"
    return Chip(
        kind="ok",
        icon="check_circle",
        text=words(key, time=time_words(opening.open_until)),
    )


def _closed_chip(opening: Opening, local: datetime, words: Words) -> Chip:
    coming = _next_words(opening, local, words)
    if opening.opens_today:
        key = "counter.break" if opening.pausing else "counter.closed"
        text = words(key, next=coming)
    else:
        today = weekday_words(local.date(), words)
        text = words("counter.not_today", today=today, next=coming)
    return Chip(kind="warn", icon="bedtime", text=text)


def _next_words(opening: Opening, local: datetime, words: Words) -> str:
    if opening.next_on is None or opening.next_at is None:
        return words("open.next.unknown")
    at = time_words(opening.next_at)
    days = (opening.next_on - local.date()).days
    if days == 0:
        return words("open.next.today", time=at)
    if days == 1:
        return words("open.next.tomorrow", time=at)
    day = weekday_words(opening.next_on, words)
    if days >= 7:  # noqa: PLR2004 - a week ahead the weekday alone would mislead
        day = date_words(opening.next_on, words, today=local.date())
    return words("open.next.day", day=day, time=at)


def _clock_sure(contents: Contents) -> bool:
    report = contents.report
    return report is None or report.state is not AgentState.CLOCK_DOUBTED
