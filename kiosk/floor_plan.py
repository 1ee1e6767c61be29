"""Draw the way to a counter on its floor from the counters' places; it measures none.

The places are per mille of the hall; the way starts where one comes in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from directory.model import Counter, MapPoint
from kiosk.words import Words

WIDTH, HEIGHT = 300, 190
_MARGIN = 10
_ENTRANCE = MapPoint(x=530, y=850)
"""The door on the ground floor, the lift on the others: below, in the middle."""
_SMALL = 11
_MINE_W, _MINE_H = 44, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Be a counter on the plan, in the plan's units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPlan:
    """Be what the template draws."""

    label: str
    number: str
    number_x: float
    number_y: float
    mine: Box
    others: tuple[Box, ...]
    way: str
    tip: str
    here: str
    here_x: float
    here_y: float


def floor_plan(
    counter: Counter, counters: Iterable[Counter], words: Words
) -> FloorPlan | None:
    """Return the plan of a counter's floor; None where its place is not known."""
    if counter.place is None:
        return None
    start_x, start_y = _at(_ENTRANCE)
    x, y = _at(counter.place)
    mine = _box(x, y, _MINE_W, _MINE_H)
    others = [
        _box(*_at(other.place), _SMALL, _SMALL)
        for other in counters
        if other.floor == counter.floor and other.place and other.id != counter.id
    ]
    middle_x, middle_y = mine.x + mine.width / 2, mine.y + mine.height / 2
    low = middle_y + mine.height / 2 + 14
    turn = min(max(low + 10, 110), start_y - 12)
    ground = counter.floor in (0, 1)
    here = words("plan.door" if ground else "plan.lift")
    return FloorPlan(
        label=words("plan.label", floor=floor_words(counter.floor, words), here=here)
        + counter.way,
        number=counter.window if len(counter.window) <= 4 else "●",  # noqa: PLR2004
        number_x=middle_x,
        number_y=middle_y + 8,
        mine=mine,
        others=tuple(box for box in others if not _touch(box, mine)),
        way=f"M{start_x:g} {start_y - 2:g}V{turn:g}H{middle_x:g}V{low:g}",
        tip=f"M{middle_x - 9:g} {low:g}l9-13 9 13z",
        here=here,
        here_x=start_x,
        here_y=start_y,
    )


def floor_words(floor: int, words: Words) -> str:
    """Return the name of a floor: 1 楼, 地下 1 楼."""
    key = "floor" if floor >= 0 else "floor.below"
    return words(key, floor=abs(floor))


def _at(place: MapPoint) -> tuple[float, float]:
    return (
        _MARGIN + place.x * (WIDTH - 2 * _MARGIN) / 1000,
        _MARGIN + place.y * (HEIGHT - 2 * _MARGIN) / 1000,
    )


def _box(x: float, y: float, width: float, height: float) -> Box:
    """Return a box about a point, kept inside the hall."""
    left = min(max(x - width / 2, 7.0), WIDTH - 7.0 - width)
    top = min(max(y - height / 2, 7.0), HEIGHT - 7.0 - height)
    return Box(x=round(left, 1), y=round(top, 1), width=width, height=height)


def _touch(one: Box, two: Box) -> bool:
    return (
        one.x < two.x + two.width
        and two.x < one.x + one.width
        and one.y < two.y + two.height
        and two.y < one.y + one.height
    )
