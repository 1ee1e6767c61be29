"""The floor plan of the hall (REQ-31): true where it can be, plain where it cannot."""

import pytest

from directory.model import Counter, MapPoint
from kiosk.counter_cells import COLUMNS, LINES, cell_of, standing_on
from kiosk.counter_map import Plan, Target, floors_of, plan_of
from tests.fakes.device_store import demo_services
from tests.fakes.hall import made_counter

DEMO, _ = demo_services()
OFFICES = {one.id: one.short_name.removeprefix("县") for one in DEMO.departments}


def counter(number: str, **other: object) -> Counter:
    made = {"id": f"c-{number}", "window": number, "place": MapPoint(x=500, y=500)}
    return made_counter().model_copy(update=made | other)


def row_of(count: int, y: int = 90) -> list[Counter]:
    """Return windows side by side along one wall, from 1 on."""
    return [
        counter(str(n), place=MapPoint(x=(n * 2 - 1) * 500 // count, y=y))
        for n in range(1, count + 1)
    ]


def made(counters: list[Counter] | tuple[Counter, ...], sought: str = "") -> Plan:
    plan = plan_of(
        counters,
        name_of=lambda one: OFFICES.get(one.department, ""),
        sought=sought,
    )
    assert plan is not None
    return plan


def touch(one: Target, other: Target) -> bool:
    gap = 12
    return (
        abs(one.x - other.x) < one.side + gap
        and abs(one.y - other.y) < one.side + gap
        and one != other
    )


def test_floors_stand_from_below_upwards_building_by_building() -> None:
    floors = floors_of(
        [
            counter("1", building="南楼", floor=2),
            counter("2", building="北楼"),
            counter("3", building="南楼", floor=-1),
        ]
    )

    named = [(one.building, one.floor) for one in floors]
    assert named == [("南楼", -1), ("南楼", 2), ("北楼", 1)]


def test_windows_are_listed_as_they_count_and_rooms_behind() -> None:
    (floor,) = floors_of([counter(w) for w in ("咨询室", "12", "2", "3—5")])

    assert [one.window for one in floor.counters] == ["2", "3—5", "12", "咨询室"]


def test_every_window_of_the_demo_stands_where_it_is_and_a_finger_apart() -> None:
    for floor in floors_of(DEMO.counters):
        standing = standing_on(floor.counters)
        plan = made(floor.counters)

        assert standing is not None
        assert standing.by_place
        for one in floor.counters:
            assert one.place is not None
            assert standing.cells[one.id] == cell_of(one.place)
        assert all(one.side >= 96 for one in plan.targets)
        assert not [1 for a in plan.targets for b in plan.targets if touch(a, b)]


def test_every_office_of_the_demo_is_named_once_beside_its_windows() -> None:
    for floor in floors_of(DEMO.counters):
        plan = made(floor.counters)

        named = ["".join(one.lines) for one in plan.labels]
        assert sorted(named) == sorted({OFFICES[c.department] for c in floor.counters})
        covered = [
            (label.lines, target.lines)
            for label in plan.labels
            for target in plan.targets
            if label.area.left < target.x + target.side
            and target.x < label.area.right
            and label.area.top < target.y + target.side
            and target.y < label.area.bottom
        ]
        assert covered == []


@pytest.mark.parametrize("floor", floors_of(DEMO.counters))
def test_the_way_leads_to_every_window_and_through_none(floor: object) -> None:
    counters = getattr(floor, "counters")  # noqa: B009 - the parameter's type is hidden by pytest
    for one in counters:
        plan = made(counters, sought=one.id)

        points = [tuple(map(int, p.split())) for p in plan.way[1:].split("L")]
        crossed = [
            target.lines
            for target in plan.targets
            for x, y in points
            if target.x < x < target.x + target.side
            and target.y < y < target.y + target.side
        ]
        assert plan.here == points[0]
        assert plan.tip
        assert crossed == []


def test_more_windows_on_a_wall_than_fingers_fit_stand_in_two_rows_in_order() -> None:
    """Sixteen along one wall, as many halls have them: pairs, none past another."""
    windows = row_of(16)

    standing = standing_on(windows)

    assert standing is not None
    assert standing.by_place
    columns = [standing.cells[one.id][0] for one in windows]
    assert columns == sorted(columns)
    assert {line for _, line in standing.cells.values()} <= {0, 1}


@pytest.mark.parametrize(
    "windows",
    [
        pytest.param([counter(str(n), place=None) for n in range(1, 12)], id="none"),
        pytest.param([*row_of(5), counter("6", place=None)], id="one is missing"),
        pytest.param([counter(str(n)) for n in range(1, 31)], id="all in one spot"),
    ],
)
def test_without_true_places_windows_stand_by_number_and_nobody_is_led(
    windows: list[Counter],
) -> None:
    plan = made(windows, sought=windows[0].id)

    assert not plan.by_place
    assert plan.here is None
    assert plan.way == ""
    places = [(one.y, one.x) for one in plan.targets]
    assert places == sorted(places)
    assert [one.lines[0] for one in plan.targets] == [one.window for one in windows]


def test_a_full_floor_is_drawn_and_a_fuller_one_is_a_list_only() -> None:
    many = [counter(str(n)) for n in range(COLUMNS * LINES + 1)]

    assert len(made(many[1:]).targets) == COLUMNS * LINES
    assert plan_of(many) is None
    assert plan_of(()) is None


def test_a_window_in_which_every_field_about_is_taken_has_no_way() -> None:
    ring = [
        counter(f"{x}-{y}", place=MapPoint(x=(2 * x + 1) * 55, y=(2 * y + 1) * 71))
        for x in range(1, 4)
        for y in range(1, 4)
    ]

    plan = made(ring, sought="c-2-2")

    assert plan.by_place
    assert plan.way == ""


@pytest.mark.parametrize(
    ("window", "lines", "large"),
    [
        ("12", ("12",), True),
        ("12—14", ("12—14",), False),
        ("不动产登记室", ("不动产", "登记室"), False),
        ("咨询", ("咨询",), False),
    ],
)
def test_what_stands_over_a_window_fits_its_field(
    window: str, lines: tuple[str, ...], large: object
) -> None:
    (target,) = made([counter(window)]).targets

    assert target.lines == lines
    assert target.large is large
