"""Put into words whether the hall or a counter is open now; it decides nothing."""

from dataclasses import dataclass
from datetime import datetime

from directory.model import Counter
from directory.opening import Opening, OpeningState, opening_at, spans_of
from kiosk.calendar_words import date_words, time_words, weekday_words
from kiosk.shelf import Contents
from kiosk.words import Words
from programme.programme import Hall
from sync_agent.state import AgentState


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
    hall = _as_counter(contents.held.programme.hall)
    opening = opening_at(hall, local, contents.workdays)
    if opening.until is None:
        pausing = _pausing(hall, opening, local, contents)
        return Chip(
            kind="plain",
            icon="bedtime",
            text=words("open.break" if pausing else "open.closed"),
            more=_next_words(opening, local, words)
            + words("comma")
            + words("open.browse"),
        )
    last = _is_last(hall, opening.until, contents)
    return Chip(
        kind="ok",
        icon="check_circle",
        text=words("open.now"),
        more=words(
            "open.until" if last else "open.lunch",
            time=time_words(opening.until.time()),
        ),
    )


def counter_chip(
    counter: Counter, contents: Contents, now: datetime, words: Words
) -> Chip | None:
    """Return whether a counter is open; None where the clock is doubted."""
    if not _clock_sure(contents):
        return None
    local = now.astimezone(contents.zone)
    opening = opening_at(counter, local, contents.workdays)
    if opening.until is None:
        return _closed_chip(counter, opening, local, contents, words)
    last = _is_last(counter, opening.until, contents)
    if opening.state is OpeningState.CLOSING:
        what = words(f"counter.soon.{'close' if last else 'lunch'}")
        text = words("counter.soon", minutes=opening.minutes_left, what=what)
        return Chip(kind="warn", icon="schedule", text=text)
    key = "counter.now" if last else "counter.now.lunch"
    at = time_words(opening.until.time())
    return Chip(kind="ok", icon="check_circle", text=words(key, time=at))


def _closed_chip(
    counter: Counter,
    opening: Opening,
    local: datetime,
    contents: Contents,
    words: Words,
) -> Chip:
    if not counter.hours:
        # Nobody wrote them down: to call it closed would be a guess.
        text = words("counter.no_hours")
        return Chip(kind="plain", icon="schedule", text=text)
    coming = _next_words(opening, local, words)
    if not spans_of(counter, local.date(), contents.workdays):
        today = weekday_words(local.date(), words)
        text = words("counter.not_today", today=today, next=coming)
    else:
        pausing = _pausing(counter, opening, local, contents)
        key = "counter.break" if pausing else "counter.closed"
        text = words(key, next=coming)
    return Chip(kind="warn", icon="bedtime", text=text)


def _pausing(
    counter: Counter, opening: Opening, local: datetime, contents: Contents
) -> bool:
    """Say whether a place was open today and opens again today."""
    if opening.opens is None or opening.opens.date() != local.date():
        return False
    spans = spans_of(counter, local.date(), contents.workdays)
    return spans[0].from_time <= local.time()


def _is_last(counter: Counter, until: datetime, contents: Contents) -> bool:
    """Say whether a place does not open again on the day on which it closes."""
    return (
        spans_of(counter, until.date(), contents.workdays)[-1].to_time == until.time()
    )


def _next_words(opening: Opening, local: datetime, words: Words) -> str:
    if opening.opens is None:
        return words("open.next.unknown")
    at, on = time_words(opening.opens.time()), opening.opens.date()
    days = (on - local.date()).days
    if days == 0:
        return words("open.next.today", time=at)
    if days == 1:
        return words("open.next.tomorrow", time=at)
    day = weekday_words(on, words)
    if days >= 7:  # noqa: PLR2004 - a week ahead the weekday alone would mislead
        day = date_words(on, words, today=local.date())
    return words("open.next.day", day=day, time=at)


def _as_counter(hall: Hall) -> Counter:
    """Return the hall as one large counter, so that one rule opens both."""
    return Counter(
        id="hall",
        department="hall",
        building=hall.name,
        floor=1,
        window=hall.enquiry_place,
        way=hall.enquiry_place,
        hours=hall.hours,
        telephone=hall.enquiry_telephone,
    )


def _clock_sure(contents: Contents) -> bool:
    report = contents.report
    return report is None or not report.holds(AgentState.CLOCK_DOUBTED)
