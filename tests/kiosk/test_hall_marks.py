"""What else stands in the hall is drawn where it is, over no window (REQ-31)."""

from collections.abc import Sequence

import pytest

from config.device import KioskSettings
from config.kiosk_place import HallMark, HallMarkKind, KioskPlace
from config.settings import defaults_of
from directory.model import MapPoint
from kiosk.counter_cells import cell_of
from kiosk.counter_map import Plan, floors_of, plan_of
from kiosk.floor_plan import floor_plan, marks_on
from kiosk.hall_marks import drawn, entrance_of
from kiosk.plan_scale import HEIGHT, WIDTH
from kiosk.words import read_words
from tests.fakes.device_store import demo_services

DEMO, _ = demo_services()
GROUND, UPPER = floors_of(DEMO.counters)
WORDS = read_words()
HERE = MapPoint(x=530, y=930)


def mark(kind: HallMarkKind, x: int, y: int, floor: int = 1) -> HallMark:
    return HallMark(kind=kind, floor=floor, x=x, y=y)


DESK = mark(HallMarkKind.DESK, 722, 643)
DOOR = mark(HallMarkKind.DOOR, 420, 1000)
PILLAR = mark(HallMarkKind.PILLAR, 611, 214)
LIFT = mark(HallMarkKind.LIFT, 500, 929, floor=2)
STAIRS = mark(HallMarkKind.STAIRS, 722, 929, floor=2)


def made(marks: Sequence[HallMark], sought: str = "") -> Plan:
    plan = plan_of(
        GROUND.counters,
        start=HERE,
        start_words="您在这里",
        marks=marks,
        door_words="大门",
        sought=sought,
    )
    assert plan is not None
    return plan


def test_the_desk_a_pillar_and_the_door_stand_where_they_are_told() -> None:
    plan = made([DESK, PILLAR, DOOR])

    cells = [one.cell for one in plan.marks]
    assert cells == [(6, 4), (5, 1), None]
    door = plan.marks[2]
    assert door.y + door.height == HEIGHT
    assert door.x < 0.42 * WIDTH < door.x + door.width
    assert len(plan.doors) == 1


@pytest.mark.parametrize("x", [0, 1000])
def test_a_door_is_in_the_wall_that_is_nearest(x: int) -> None:
    (door,) = drawn([mark(HallMarkKind.DOOR, x, 500)], (), start=HERE)

    assert door.height > door.width
    assert door.x in (0, WIDTH - door.width)
    (above,) = drawn([mark(HallMarkKind.DOOR, 300, 0)], (), start=HERE)
    assert above.y == 0


def test_nothing_is_drawn_over_a_window_or_over_who_stands_there() -> None:
    on_a_window = mark(HallMarkKind.DESK, 56, 71)
    on_the_kiosk = mark(HallMarkKind.TOILET, 540, 930)

    plan = made([on_a_window, on_the_kiosk])

    windows = {(one.x, one.y) for one in plan.targets}
    assert len(plan.marks) == 2
    assert not {(one.x, one.y) for one in plan.marks} & windows
    assert cell_of(HERE) not in {one.cell for one in plan.marks}


def test_the_way_goes_round_the_desk_and_behind_a_wall_of_things_it_is_drawn() -> None:
    across = [mark(HallMarkKind.PILLAR, 55 + 111 * n, 500) for n in range(9)]

    plain = made([], sought="qinghe-hall-21")
    round_it = made([mark(HallMarkKind.DESK, 500, 500)], sought="qinghe-hall-21")
    walled = made(across, sought="qinghe-hall-21")

    assert (4, 3) in plain.steps
    assert round_it.steps
    assert (4, 3) not in round_it.steps
    assert walled.way


def test_words_and_names_leave_the_things_of_the_hall_free() -> None:
    plan = made([DESK, PILLAR, DOOR], sought="qinghe-hall-12")

    assert plan.you is not None
    taken = [one.area for one in (plan.you, *plan.doors)]
    over = [
        (one, thing.kind)
        for one in taken
        for thing in plan.marks
        if one.left < thing.x + thing.width
        and thing.x < one.right
        and one.top < thing.y + thing.height
        and thing.y < one.bottom
    ]
    assert over == []


def test_the_way_upstairs_begins_at_the_lift_that_is_told_and_else_at_the_stairs() -> (
    None
):
    counter = UPPER.counters[0]

    def start(*marks: HallMark) -> tuple[str, MapPoint]:
        stands = KioskPlace(building="", floor=1, x=530, y=930, marks=marks)
        plan = floor_plan(counter, DEMO.counters, WORDS["zh-CN"], stands=stands)
        assert plan is not None
        assert [one.kind for one in plan.plan.marks if one.kind == "lift"] == []
        return plan.start.words, plan.start.place

    assert start(STAIRS, LIFT) == ("电梯口", MapPoint(x=500, y=929))
    assert start(STAIRS) == ("楼梯口", MapPoint(x=722, y=929))
    assert start()[0] == "电梯口"
    assert entrance_of([LIFT, DOOR], ground=True) == DOOR


def test_other_floors_and_buildings_have_none_of_it() -> None:
    stands = KioskPlace(building="", floor=1, x=530, y=930, marks=(DESK, LIFT))
    elsewhere = stands.model_copy(update={"building": "别的楼"})

    assert marks_on(stands, GROUND, first=GROUND.building) == (DESK,)
    assert marks_on(stands, UPPER, first=GROUND.building) == (LIFT,)
    assert marks_on(elsewhere, GROUND, first=GROUND.building) == ()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_kind_has_its_word(language: str) -> None:
    named = [kind for kind in HallMarkKind if kind is not HallMarkKind.PILLAR]

    assert all(WORDS[language](f"plan.mark.{kind}") for kind in named)


def test_nothing_is_drawn_that_was_not_told() -> None:
    assert defaults_of(KioskSettings)["stands"]["marks"] == []
    assert made([]).marks == ()
