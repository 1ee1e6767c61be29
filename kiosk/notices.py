"""Say which disclosures are on, filter and order them, and read their clocks; pure.

Windows and legal clocks are those of `programme`; nothing is shown outside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from directory.full_text import FullText
from directory.people import People
from kiosk.concerning import about_people, about_place
from kiosk.shelf import Contents
from programme.afterwards import is_past
from programme.boards import Board
from programme.legal_clock import Counted, face_of
from programme.mandate import DayKind
from programme.own_days import with_own
from programme.plan import ClockFace
from programme.playlist import Item, playlist
from sync_agent.state import mandated_only

_INSTANT = timedelta(microseconds=1)


class Order(StrEnum):
    """Say what stands first in the list."""

    NEWEST = "newest"
    ENDING = "ending"
    """What ends soonest, then what has no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Be what the list is narrowed to; empty means all."""

    board: Board | None = None
    """The board that was touched."""
    with_it: frozenset[Board] = frozenset()
    """The boards that are merged with it (REQ-17)."""
    unit: str = ""
    category: str = ""
    people: People | None = None
    """Whom it is to be about; the visitor said so, nobody else knows."""
    order: Order = Order.NEWEST
    past: bool = False
    """What has ended and may still be looked up, instead of what is on."""

    def takes(self, item: Item) -> bool:
        """Say whether a disclosure is wanted, wherever it is from."""
        manifest = item.manifest
        return (
            (self.board is None or manifest.board in {self.board, *self.with_it})
            and (self.people is None or about_people(manifest, self.people))
            and self.category in ("", manifest.category)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Clockwork:
    """Be the legal clock of one disclosure as its row and its page show it."""

    face: ClockFace
    working: bool
    """Its days are working days."""

    @property
    def shown(self) -> int:
        """Return the days it has hung, today included where today counts."""
        return self.face.days_shown + self.face.today_counts

    @property
    def left(self) -> int | None:
        """Return the days still to come; None where there is no least."""
        least = self.face.at_least_days
        return None if least is None else max(0, least - self.shown)

    @property
    def cells(self) -> tuple[str, ...]:
        """Return one name per cell: on, now or empty (公示格)."""
        least = self.face.at_least_days
        if least is None:
            return ()
        full = min(self.face.days_shown, least)
        now = 1 if self.face.today_counts and full < least else 0
        return ("on",) * full + ("now",) * now + ("",) * (least - full - now)


def current(contents: Contents, now: datetime) -> tuple[Item, ...]:
    """Return the disclosures whose windows are open now, newest first."""
    return playlist(_offered(contents, now), now, contents.zone)


def past(contents: Contents, now: datetime) -> tuple[Item, ...]:
    """Return what has ended and may still be looked up, what ended last first."""
    found = [
        item
        for item in _offered(contents, now)
        if is_past(item.entry.window, item.manifest.rule_afterwards, now)
    ]
    return tuple(sorted(found, key=lambda item: (_ends(item), item.disclosure)))[::-1]


def _offered(contents: Contents, now: datetime) -> tuple[Item, ...]:
    """Return what may be offered to whoever stands here.

    By a clock in doubt, or too long without the centre, it is only what is mandated.
    """
    if contents.held is None:
        return ()
    audience = contents.held.programme.audience
    only_mandated = mandated_only(contents.report, now)
    return tuple(
        item
        for item in contents.items
        if item.manifest.audience is audience
        and not (only_mandated and item.manifest.mandate.promotional)
    )


def ended_on(item: Item, contents: Contents) -> date:
    """Return the last day on which something was on that has ended."""
    _, end_s = _ends(item)
    last = datetime.fromtimestamp(end_s, contents.zone) - _INSTANT
    return last.date()


def chosen(
    items: Sequence[Item], wanted: Wanted, search: FullText | None = None
) -> tuple[Item, ...]:
    """Return the wanted disclosures in the wanted order.

    Args:
        items: What is offered.
        wanted: What it is narrowed to; of a unit what is about its place counts too.
        search: The words of the disclosures; without it a unit has only its own.
    """
    near = about_place(items, wanted.unit, search) if wanted.unit else items
    taken = [item for item in near if wanted.takes(item)]
    if wanted.order is Order.ENDING:
        taken.sort(key=_ends)
    return tuple(taken)


def _ends(item: Item) -> tuple[bool, float]:
    end = getattr(item.entry.window.end, "at", None)
    return (end is None, end.timestamp() if end else 0.0)


def clock_of(item: Item, contents: Contents, now: datetime) -> Clockwork | None:
    """Return the legal clock of an open disclosure, where the calendar is known."""
    if contents.workdays is None:
        return None
    today = now.astimezone(contents.zone).date()
    face = face_of(
        item,
        place=0,
        counted=_counted(item, contents),
        today=today,
        known_on=today,
        workdays=contents.workdays,
        zone=contents.zone,
    )
    working = item.manifest.mandate.show_day_kind is DayKind.WORKING
    return Clockwork(face=face, working=working)


def _counted(item: Item, contents: Contents) -> Counted | None:
    """Return the centre's count of an item, with the days that this kiosk served."""
    progress = contents.held.progress if contents.held else None
    counted: dict[str, Counted] = {}
    if progress is not None:
        as_of = progress.as_of.astimezone(contents.zone).date()
        counted = {
            one.disclosure: Counted(shown_on=frozenset(one.shown_on), as_of=as_of)
            for one in progress.disclosures
            if one.disclosure == item.disclosure
        }
    told = with_own(counted, contents.own, (item,), contents.zone)
    return told.get(item.disclosure)
