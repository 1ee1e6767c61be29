"""Put emergency notices into the words of the kiosk's pages; decide nothing of them.

A notice covers every page until the resident goes on; then a banner stands in its
place for as long as it holds (REQ-36). Several take turns, as covers and as banners.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest

from kiosk.calendar_words import date_words, time_words
from kiosk.orders import TURN, Held, turns_of
from kiosk.words import Words
from programme.override import Override

_MILLISECOND = timedelta(milliseconds=1)


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

    covers: tuple[Alarm, ...] = ()
    """What this resident has not put aside yet; the first has its turn now."""
    banners: tuple[Alarm, ...] = ()
    """All of them, once all are put aside."""
    others: int = 0
    """How many hold beside the one that is shown."""
    first_ms: int = 0
    """How long the first stands before the next one's turn."""
    turn_ms: int = TURN // _MILLISECOND


def alarms_of(
    held: Sequence[Held], words: Words, *, now: datetime, seen: Sequence[str]
) -> Alarms:
    """Return how a page shows the notices that hold.

    Args:
        held: What holds, in the order of gravity.
        words: The kiosk's own words; a notice's are shown as they were signed.
        now: The local time.
        seen: Ids of those that the resident has put aside.
    """
    if not held:
        return Alarms()
    fresh = [one for one in held if one.notice.id not in seen]
    turns = turns_of(fresh or held)
    shown = tuple(alarm_of(one, words, now=now) for one in turns.notices)
    return Alarms(
        covers=shown if fresh else (),
        banners=() if fresh else shown,
        others=len(held) - 1,
        first_ms=turns.first // _MILLISECOND,
    )


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
