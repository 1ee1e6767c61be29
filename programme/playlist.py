"""Say what is on at one instant, in which order, slide by slide; never authored.

A pure function of programme and instant: displays with the same programme show the
same slide at the same moment without talking, because the loop is anchored to the
last opening of a window, which all of them know.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from programme.document import Document
from programme.layout import Panel
from programme.manifest import Manifest, PageImage
from programme.programme import Entry
from programme.window import changes, is_open, local_instant

LONGEST_TURN_S = 120

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Be an entry with the manifest that it names."""

    entry: Entry
    manifest: Manifest

    @property
    def disclosure(self) -> str:
        """Return the id of the disclosure."""
        return self.entry.disclosure


class SlideRef(Document):
    """Point at one page of one item of a list, with its time on the glass."""

    item: int
    page: int
    """From 0."""
    dwell_s: int


def playlist(
    items: Iterable[Item], instant: datetime, zone: tzinfo
) -> tuple[Item, ...]:
    """Return the items whose windows are open, newest published first."""
    current = [item for item in items if is_open(item.entry.window, instant, zone)]
    return tuple(
        sorted(
            current,
            key=lambda item: (-item.entry.published_at.timestamp(), item.disclosure),
        )
    )


def turns_of(pages: Sequence[PageImage]) -> tuple[tuple[int, ...], ...]:
    """Return the pages of an item as turns of at most 120 s, in order.

    A single page that needs longer is a turn of its own.
    """
    turns: list[tuple[int, ...]] = []
    turn: list[int] = []
    spent = 0
    for number, page in enumerate(pages):
        if turn and spent + page.dwell_s > LONGEST_TURN_S:
            turns.append(tuple(turn))
            turn, spent = [], 0
        turn.append(number)
        spent += page.dwell_s
    if turn:
        turns.append(tuple(turn))
    return tuple(turns)


def loop_of(items: Sequence[Item], panel: Panel) -> tuple[SlideRef, ...]:
    """Return one loop: in each round every item has one turn.

    There are as many rounds as the longest item has turns; an item with fewer begins
    again, so that each slide of each item is in the loop at least once. Items without
    pages for the panel are left out.
    """
    pages = [item.manifest.pages_for(panel) for item in items]
    turns = [turns_of(of_item) for of_item in pages]
    rounds = max((len(of_item) for of_item in turns), default=0)
    return tuple(
        SlideRef(item=number, page=page, dwell_s=pages[number][page].dwell_s)
        for round_number in range(rounds)
        for number, of_item in enumerate(turns)
        if of_item
        for page in of_item[round_number % len(of_item)]
    )


def loop_seconds(loop: Iterable[SlideRef]) -> int:
    """Return how long a loop lasts."""
    return sum(slide.dwell_s for slide in loop)


def anchor_of(items: Iterable[Item], from_at: datetime, zone: tzinfo) -> datetime:
    """Return the instant at which the loop of these open items began.

    It is the last opening among their windows, so that what is new comes first.
    """
    openings = [_last_opening(item, from_at, zone) for item in items]
    return max(openings, default=from_at)


def _last_opening(item: Item, at: datetime, zone: tzinfo) -> datetime:
    window = item.entry.window
    day_start = local_instant(at.astimezone(zone).date(), time(0), zone)
    since = max(window.starts_at, day_start)
    # Both edges are meant: a window may open at midnight, or at this very instant.
    moments = changes(window, since - _INSTANT, at + _INSTANT, zone)
    opened = [moment for moment in moments if is_open(window, moment, zone)]
    return max([window.starts_at, *opened])
