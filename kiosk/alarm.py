"""Put emergency notices into the words of the kiosk's pages; decide nothing of them.

A notice covers every page until the resident goes on; then a banner stands in its
place for as long as it holds (REQ-36).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from kiosk.calendar_words import date_words, time_words
from kiosk.words import Words
from programme.override import Override


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Be one emergency notice as it covers a page."""

    id: str
    level: str
    icon: str
    headline: str
    drill: bool
    place: str
    acts: tuple[tuple[str, str], ...]
    """The sign and the words of each."""
    issued: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """Be all notices that hold, as one page shows them."""

    cover: Alarm | None = None
    """What this resident has not put aside yet."""
    banner: Alarm | None = None
    """The gravest, once all are put aside."""
    others: int = 0
    """How many hold beside the one that is shown."""


def alarms_of(
    notices: Sequence[Override], words: Words, *, now: datetime, seen: Sequence[str]
) -> Alarms:
    """Return how a page shows the notices that hold, the gravest first.

    Args:
        notices: What holds, in the order of gravity.
        words: The kiosk's own words; a notice's are shown as they were signed.
        now: The local time.
        seen: Ids of those that the resident has put aside.
    """
    fresh = [one for one in notices if one.id not in seen]
    shown = next(iter([*fresh, *notices]), None)
    if shown is None:
        return Alarms()
    alarm = alarm_of(shown, words, now=now)
    others = len(notices) - 1
    if fresh:
        return Alarms(cover=alarm, others=others)
    return Alarms(banner=alarm, others=others)


def alarm_of(notice: Override, words: Words, *, now: datetime) -> Alarm:
    """Return one notice in words; `now` is the local time."""
    signs = [icon or "check" for icon in notice.act_icons]
    return Alarm(
        id=notice.id,
        level=notice.level,
        icon=notice.icon or "warning",
        headline=notice.headline,
        drill=notice.drill,
        place=notice.place,
        acts=tuple(zip_longest(signs, notice.acts, fillvalue="check")),
        issued=words(
            "alarm.issued",
            issuer=notice.issuer,
            when=when_words(notice.starts_at, words, now=now),
        ),
        until=words("alarm.until", when=when_words(notice.ends_at, words, now=now)),
    )


def when_words(at: datetime, words: Words, *, now: datetime) -> str:
    """Return an instant: 17:30, with the date where it is another day's."""
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return time_words(local.time())
    day = date_words(local.date(), words, today=now.date())
    return f"{day} {time_words(local.time())}"
