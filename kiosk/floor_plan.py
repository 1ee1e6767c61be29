"""Say where a visitor stands and which way leads to a counter; it measures no hall."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from config.device import KioskPlace
from directory.model import Counter, MapPoint
from kiosk.counter_map import ENTRANCE, Floor, Plan, floors_of, plan_of
from kiosk.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Be where the way over a floor begins."""

    place: MapPoint
    words: str
    """What stands beside the mark: 您在这里, 大门, 电梯口."""
    from_words: str
    """The same after 从."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPlan:
    """Be the floor of a counter with the way to it."""

    plan: Plan
    start: Start
    counter: str
    label: str
    """The plan in words, for who does not see it."""


def floor_plan(
    counter: Counter,
    counters: Iterable[Counter],
    words: Words,
    *,
    stands: KioskPlace,
    name_of: Callable[[Counter], str] = lambda _: "",
) -> FloorPlan | None:
    """Return the plan of a counter's floor; None where its place is not known.

    Args:
        counter: The sought counter.
        counters: Every counter of the directory.
        words: The words to say it with.
        stands: Where this kiosk stands.
        name_of: Names the office of a counter, where names are drawn.
    """
    floors = floors_of(counters)
    mine = next((one for one in floors if counter in one.counters), None)
    if mine is None:
        return None
    start = start_on(mine, floors, words, stands=stands)
    plan = plan_of(mine.counters, name_of=name_of, start=start.place, sought=counter.id)
    if plan is None or not plan.way:
        return None
    floor = floor_words(counter.floor, words)
    label = words("plan.label", floor=floor, here=start.from_words)
    return FloorPlan(
        plan=plan,
        start=start,
        counter=counter.id,
        # The way stands beside it in Chinese, where a voice knows that it is (3.1.2).
        label=label + counter.way if words.is_first else label.strip(": "),
    )


def start_on(
    floor: Floor, floors: Iterable[Floor], words: Words, *, stands: KioskPlace
) -> Start:
    """Return where the way over a floor begins: at this kiosk, a door or a lift."""
    first = next(iter(floors)).building
    here = (stands.building or first, stands.floor)
    if (floor.building, floor.floor) == here:
        return Start(
            place=MapPoint(x=stands.x, y=stands.y),
            words=words("plan.here"),
            from_words=words("plan.from_here"),
        )
    ground = floor.floor in (0, 1)
    entrance = words("plan.door" if ground else "plan.lift")
    return Start(place=ENTRANCE, words=entrance, from_words=entrance)


def floor_words(floor: int, words: Words) -> str:
    """Return the name of a floor: 1 楼, 地下 1 楼."""
    key = "floor" if floor >= 0 else "floor.below"
    return words(key, floor=abs(floor))
