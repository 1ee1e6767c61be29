from directory.model import Counter, MapPoint
from kiosk.counter_map import COLUMNS, LINES, Target, floors_of, targets_of
from tests.fakes.device_store import demo_services
from tests.fakes.hall import made_counter

DEMO, _ = demo_services()


def counter(number: str, **other: object) -> Counter:
    made = {"id": f"c-{number}", "window": number, "place": MapPoint(x=500, y=500)}
    return made_counter().model_copy(update=made | other)


def touch(one: Target, other: Target) -> bool:
    return (
        abs(one.x - other.x) < one.side
        and abs(one.y - other.y) < one.side
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


def test_no_target_covers_another_and_each_stays_near_its_window() -> None:
    for floor in floors_of(DEMO.counters):
        targets = targets_of(floor.counters)

        assert len(targets) == len(floor.counters)
        assert not [1 for a in targets for b in targets if touch(a, b)]
        assert all(abs(one.middle_x - one.place_x) < 2 * one.side for one in targets)


def test_a_window_alone_stands_where_it_is_and_a_long_name_becomes_a_dot() -> None:
    (target,) = targets_of([counter("不动产登记室")])

    assert target.number == "●"
    assert abs(target.middle_x - target.place_x) <= target.side // 2
    assert abs(target.middle_y - target.place_y) < target.side


def test_there_is_no_plan_without_places_or_with_more_than_can_be_told_apart() -> None:
    many = [counter(str(n)) for n in range(COLUMNS * LINES + 1)]

    assert targets_of([counter("1", place=None)]) == ()
    assert len(targets_of(many[1:])) == COLUMNS * LINES
    assert targets_of(many) == ()
