"""Say where a service item is handled right now, and in which words; decide nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from directory.model import ChangeKind, Counter, CounterChange, Directory, ServiceItem
from directory.standing import standing_at
from kiosk.calendar_words import date_words, time_words
from kiosk.floor_plan import floor_words
from kiosk.guide import Guide
from kiosk.guide_words import window_words
from kiosk.opening_words import Chip, counter_chip
from kiosk.shelf import Contents
from kiosk.words import Words

DESK = "enquiry-desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Be where a resident goes now."""

    counter: Counter
    change: CounterChange | None = None
    """What makes it another place than usual, while it does."""

    @property
    def is_desk(self) -> bool:
        """Say whether only the enquiry desk is left."""
        return self.counter.id == DESK


def place_of(guide: Guide, item: ServiceItem, now: datetime, words: Words) -> Place:
    """Return where an item is handled at an instant.

    An item whose counter the directory does not name leads to the enquiry desk.
    """
    usual = guide.counters.get(item.counter)
    if usual is None:
        return Place(counter=desk_counter(guide.directory, words))
    standing = standing_at(usual, guide.directory.changes, guide.counters, now)
    counter = standing.counter or desk_counter(guide.directory, words)
    return Place(counter=counter, change=standing.change)


def desk_counter(directory: Directory, words: Words) -> Counter:
    """Return the enquiry desk as a counter, whose hours are not known here."""
    return Counter(
        id=DESK,
        department=DESK,
        building=directory.enquiry_desk,
        floor=1,
        window=words("answer.desk"),
        way=directory.enquiry_desk,
        hours=(),
        telephone=directory.enquiry_telephone,
    )


def change_chip(
    place: Place, guide: Guide, contents: Contents, now: datetime, words: Words
) -> Chip | None:
    """Return what is different today; None where everything is as usual.

    With a clock that is doubted the day is named, so that nobody takes it for today.
    """
    if place.change is None:
        return None
    text = change_words(
        place.change,
        guide.counters,
        guide.directory,
        now.astimezone(contents.zone),
        words,
        dated=contents.clock_doubted,
    )
    return Chip(kind="warn", icon="info", text=text)


def counter_state(
    counter: Counter, guide: Guide, contents: Contents, now: datetime, words: Words
) -> Chip | None:
    """Return what is different of a counter today, else whether it is open now."""
    standing = standing_at(counter, guide.directory.changes, guide.counters, now)
    place = Place(counter=standing.counter or counter, change=standing.change)
    changed = change_chip(place, guide, contents, now, words)
    return changed or counter_chip(counter, contents, now, words)


def change_words(
    change: CounterChange,
    counters: Mapping[str, Counter],
    directory: Directory,
    local: datetime,
    words: Words,
    *,
    dated: bool = False,
) -> str:
    """Return a change in one sentence.

    Args:
        change: The change.
        counters: Every counter of the directory.
        directory: Names the enquiry desk.
        local: The instant, aware, in the county's time zone.
        words: The words to say it with.
        dated: Name the day instead of saying today.
    """
    ends = change.ends_at.astimezone(local.tzinfo)
    until = time_words(ends.time())
    if ends.date() != local.date():
        until = f"{date_words(ends.date(), words, today=local.date())} {until}"
    begins = change.begins_at.astimezone(local.tzinfo).date()
    day = date_words(begins, words) if dated else words("change.today")
    key = "moved" if change.kind is ChangeKind.MOVED else "absent"
    instead = counters.get(change.instead or "")
    usual = counters.get(change.counter)
    if instead is None:
        where = directory.enquiry_desk
    else:
        where = window_words(instead, words)
        if usual is None or usual.floor != instead.floor:
            where = f"{floor_words(instead.floor, words)}{words('comma')}{where}"
    return words(f"change.{key}", day=day, where=where, until=until)
