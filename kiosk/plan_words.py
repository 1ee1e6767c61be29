"""Find room for the words beside the mark of where one stands; draw nothing.

They stand in the hall, on no window and on no line of the way where that can be; where
it cannot, they cover as little as possible: without them the mark says nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.counter_labels import Area

_NARROW = 0.58
"""How wide a Latin letter is, in characters."""
_LINE, _BASE = 1.16, 0.94
"""How high a line is, and how far below its top the letters stand, in characters."""
_FIRST_WIDE = 0x2E80


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Be words with the place found for them."""

    area: Area
    anchor: str
    """Where they are held: start, middle or end."""
    base: float
    """The line on which the letters stand."""

    @property
    def x(self) -> float:
        """Return where they are held."""
        shares = {"start": 0.0, "middle": 0.5, "end": 1.0}
        return self.area.left + self.area.width * shares[self.anchor]


def beside(
    words: str, mark: Area, *, size: int, hall: Area, taken: Sequence[Area]
) -> Beside:
    """Return where the words of a mark stand: beside it, else below or above.

    Args:
        words: What is to be said.
        mark: What the mark itself takes.
        size: How wide a Chinese character is.
        hall: Where words may stand.
        taken: What they must not cover.
    """
    width = sum(size * (1 if ord(one) >= _FIRST_WIDE else _NARROW) for one in words)
    offers = tuple(_offers(mark, hall, width, size))
    inside = [one for one in offers if hall.holds(one.area)] or offers
    return min(inside, key=lambda one: sum(_covered(one.area, each) for each in taken))


def _offers(mark: Area, hall: Area, width: float, size: int) -> Iterator[Beside]:
    height, gap = size * _LINE, size / 6
    level = mark.top + (mark.height - height) / 2
    low, high = mark.bottom, mark.top - height
    higher = high - height / 2
    after, before = mark.right + gap, mark.left - gap - width
    over = mark.left + (mark.width - width) / 2
    over = max(hall.left, min(over, hall.right - width))
    for anchor, left, top in (
        ("start", after, level),
        ("end", before, level),
        ("middle", over, low),
        ("middle", over, high),
        ("start", after, low),
        ("start", after, high),
        ("end", before, low),
        ("end", before, high),
        ("start", after, higher),
        ("end", before, higher),
    ):
        area = Area(left=left, top=top, width=width, height=height)
        yield Beside(area=area, anchor=anchor, base=top + size * _BASE)


def _covered(one: Area, other: Area) -> float:
    """Return how much of one lies on another."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, wide) * max(0.0, high)
