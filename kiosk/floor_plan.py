"""Say where a visitor stands and which way leads to a counter; it measures no hall."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from config.kiosk_place import HallMark, HallMarkKind, KioskPlace
from directory.model import Counter, MapPoint
from kiosk.counter_labels import Area
from kiosk.counter_map import ENTRANCE, Floor, Plan, dot_at, floors_of, plan_of
from kiosk.hall_marks import entrance_of
from kiosk.plan_scale import HALL, area_of, line_of
from kiosk.plan_words import Beside, beside
from kiosk.words import Words

LOW = 0.8
"""How much lower the small plan is than the large one: there is less room."""
_SMALL_WORDS = 74
"""How wide a character of its words is, in the plan's units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Be where the way over a floor begins."""

    place: MapPoint
    words: str
    """What stands beside the mark: 您在这里, 大门, 电梯口."""
    short: str
    """The same on the small plan, where a language needs fewer letters."""
    from_words: str
    """The same after 从."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPlan:
    """Be the floor of a counter with the way to it."""

    plan: Plan
    start: Start
    counter: str
    you: Beside
    """The words beside the start, on the small plan."""
    label: str
    """The plan in words, for who does not see it."""
    low: float = LOW


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
    plan = plan_of(
        mine.counters,
        name_of=name_of,
        start=start.place,
        start_words=start.words,
        marks=marks_on(stands, mine, first=floors[0].building),
        door_words=words("plan.mark.door"),
        sought=counter.id,
    )
    if plan is None or not plan.way:
        return None
    floor = floor_words(counter.floor, words)
    label = words("plan.label", floor=floor, here=start.from_words)
    return FloorPlan(
        plan=plan,
        start=start,
        counter=counter.id,
        you=_small(plan, start),
        # The way stands beside it in Chinese, where a voice knows that it is (3.1.2).
        label=label + counter.way if words.is_first else label.strip(": "),
    )


def marks_on(stands: KioskPlace, floor: Floor, *, first: str) -> tuple[HallMark, ...]:
    """Return what stands on a floor; other buildings than the kiosk's have nothing.

    Args:
        stands: The kiosk's place with what it knows of the hall.
        floor: The floor.
        first: The building in which a kiosk stands that says none.
    """
    if floor.building != (stands.building or first):
        return ()
    return tuple(one for one in stands.marks if one.floor == floor.floor)


def _small(plan: Plan, start: Start) -> Beside:
    """Return the place of the words on the small plan."""
    windows = [
        Area(left=one.x, top=one.y, width=one.side, height=one.side)
        for one in plan.targets
    ]
    desks = [area_of([one.cell]) for one in plan.marks if one.cell]
    full = map(_lower, (*windows, *desks, *line_of(plan.steps)))
    mark, hall = _lower(dot_at(plan.steps[0])), _lower(HALL)
    return beside(start.short, mark, size=_SMALL_WORDS, hall=hall, taken=tuple(full))


def _lower(area: Area) -> Area:
    return Area(
        left=area.left,
        top=area.top * LOW,
        width=area.width,
        height=area.height * LOW,
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
            short=words("plan.here.short"),
            from_words=words("plan.from_here"),
        )
    ground = floor.floor in (0, 1)
    marks = marks_on(stands, floor, first=first)
    told = entrance_of(marks, ground=ground)
    place = MapPoint(x=told.x, y=told.y) if told else ENTRANCE
    kind = told.kind if told else HallMarkKind.DOOR if ground else HallMarkKind.LIFT
    said = words(f"plan.{kind}")
    return Start(place=place, words=said, short=said, from_words=said)


def floor_words(floor: int, words: Words) -> str:
    """Return the name of a floor: 1 楼, 地下 1 楼."""
    key = "floor" if floor >= 0 else "floor.below"
    return words(key, floor=abs(floor))
