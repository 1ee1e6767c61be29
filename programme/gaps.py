"""Measure the longest times between two showings in loops as they are played; pure.

It counts what the loops really do, slide by slide, and knows no rule by which they
were made: so it can be held against `programme.fairness`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from programme.playlist import SlideRef

_NOTHING = timedelta(0)

Span = tuple[datetime, datetime]


class Played(Protocol):
    """Be a half-open span during which one loop goes round."""

    @property
    def from_at(self) -> datetime:
        """Return its first instant."""
        ...

    @property
    def to_at(self) -> datetime:
        """Return the first instant after it."""
        ...

    @property
    def anchor_at(self) -> datetime:
        """Return an instant at which the loop began."""
        ...

    @property
    def slides(self) -> Sequence[SlideRef]:
        """Return the loop."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Be one slide on the glass without a break."""

    item: int
    page: int
    from_at: datetime
    to_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Be the longest times that one item is waited for."""

    seen: timedelta
    """From the beginning of a page of it to the beginning of the next one: how long a
    passer-by waits until some of it comes on."""
    dark: timedelta
    """With nothing of it on the glass."""
    first: timedelta
    """From the beginning of its first page to that of the next first page."""
    whole: timedelta
    """From the beginning of any of its pages until that same page comes again."""


def stands(played: Iterable[Played]) -> Iterator[Stand]:
    """Yield every slide that stands in spans that follow one another."""
    last: Stand | None = None
    for item, page, from_at, to_at, whole in _pieces(played):
        goes_on = (
            last is not None
            and not whole
            and (last.item, last.page, last.to_at) == (item, page, from_at)
        )
        if last is not None and goes_on:
            last = replace(last, to_at=to_at)
            continue
        if last is not None:
            yield last
        last = Stand(item=item, page=page, from_at=from_at, to_at=to_at)
    if last is not None:
        yield last


def _pieces(
    played: Iterable[Played],
) -> Iterator[tuple[int, int, datetime, datetime, bool]]:
    """Yield slides as spans cut them, and whether each begins within its span."""
    for span in played:
        at = span.from_at
        lasts = timedelta(seconds=sum(slide.dwell_s for slide in span.slides))
        if not lasts:
            continue
        into = (at - span.anchor_at) % lasts
        while at < span.to_at:
            for slide in span.slides:
                dwell = timedelta(seconds=slide.dwell_s)
                if into >= dwell:
                    into -= dwell
                    continue
                to_at = min(at + dwell - into, span.to_at)
                if at < to_at:
                    yield slide.item, slide.page, at, to_at, not into
                at, into = to_at, _NOTHING


def gaps_of(
    seen: Iterable[Stand], item: int, obliged: Sequence[Span], *, pages: int
) -> Gaps:
    """Return the longest gaps of one item while it has to be shown.

    A gap begins with an obliged span at the latest and ends with it at the latest.

    Args:
        seen: What stands, in order.
        item: Whose gaps are measured.
        obliged: When it has to be shown, in order.
        pages: How many pages it has.
    """
    own = [stand for stand in seen if stand.item == item]
    by_page = [
        [stand.from_at for stand in own if stand.page == page] for page in range(pages)
    ]
    return Gaps(
        seen=_longest([stand.from_at for stand in own], obliged),
        dark=_longest_dark(own, obliged),
        first=_longest(by_page[0], obliged),
        whole=max(_longest(begins, obliged) for begins in by_page),
    )


def _longest(begins: Sequence[datetime], obliged: Iterable[Span]) -> timedelta:
    found = _NOTHING
    for from_at, to_at in obliged:
        at = from_at
        for begin in begins:
            if from_at <= begin < to_at:
                found = max(found, begin - at)
                at = begin
        found = max(found, to_at - at)
    return found


def _longest_dark(own: Sequence[Stand], obliged: Iterable[Span]) -> timedelta:
    found = _NOTHING
    for from_at, to_at in obliged:
        at = from_at
        for stand in own:
            if stand.to_at > from_at and stand.from_at < to_at:
                found = max(found, stand.from_at - at)
                at = stand.to_at
        found = max(found, to_at - at)
    return found
