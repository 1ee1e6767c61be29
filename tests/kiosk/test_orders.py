"""Which orders hold on a kiosk; the rules of the screen page (issue 5, line 4)."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.orders import NOTHING, Held, InForce, Orders, turns_of
from kiosk.shelf import Contents
from programme.override import Override, Stop
from sync_agent.state import AgentState, StateReport
from sync_agent.store import Store
from tests.fakes.contract import NOON
from tests.fakes.device_store import DeviceStore
from tests.fakes.moving_clock import MovingClock
from tests.fakes.orders import alert, stop

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(NOON)


def contents_of(
    root: Path,
    *,
    overrides: tuple[Override, ...] = (),
    stops: tuple[Stop, ...] = (),
    doubted: bool = False,
) -> Contents:
    """Return what a kiosk reads of a programme with these orders."""
    store = DeviceStore(root)
    store.overrides, store.stops = overrides, stops
    store.adopt(services=False)
    report = StateReport(
        state=AgentState.CLOCK_DOUBTED if doubted else AgentState.CURRENT,
        since_at=NOON,
    )
    return Contents(held=Store(root).load(), report=report)


def ids(held: InForce) -> list[str]:
    return [one.id for one in held.notices]


def test_nothing_holds_before_anything_is_adopted(clock: MovingClock) -> None:
    assert Orders(clock).in_force(Contents()) == NOTHING


def test_a_notice_holds_from_its_beginning_to_its_end(
    tmp_path: Path, clock: MovingClock
) -> None:
    contents = contents_of(tmp_path, overrides=(alert(),))
    orders = Orders(clock)

    clock.step(-timedelta(seconds=1))
    before = orders.in_force(contents)
    clock.step(timedelta(seconds=1))
    first = orders.in_force(contents)
    clock.step(6 * HOUR - timedelta(seconds=1))
    last = orders.in_force(contents)
    clock.step(timedelta(seconds=1))

    assert [ids(before), ids(first), ids(last)] == [[], ["alert-1"], ["alert-1"]]
    assert orders.in_force(contents) == NOTHING


def test_the_gravest_stands_first_and_a_drill_gives_way(
    tmp_path: Path, clock: MovingClock
) -> None:
    yellow = alert(id="alert-2", level="yellow")
    drill = alert(id="alert-3", level="red", drill=True)
    contents = contents_of(tmp_path, overrides=(drill, yellow, alert()))

    held = Orders(clock).in_force(contents)

    assert ids(held) == ["alert-1", "alert-2"]
    assert held.mark == "alert-1 alert-2"


def test_a_drill_alone_is_shown(tmp_path: Path, clock: MovingClock) -> None:
    contents = contents_of(tmp_path, overrides=(alert(drill=True),))

    assert ids(Orders(clock).in_force(contents)) == ["alert-1"]


def test_by_a_doubted_clock_an_order_holds_for_its_own_length(
    tmp_path: Path, clock: MovingClock
) -> None:
    contents = contents_of(tmp_path, overrides=(alert(),), doubted=True)
    orders = Orders(clock)
    clock.step(timedelta(days=400))

    at_once = orders.in_force(contents)
    clock.forward(6 * HOUR)

    assert ids(at_once) == ["alert-1"]
    assert orders.in_force(contents) == NOTHING


def test_a_stop_stands_in_grey_but_a_notice_keeps_its_colour(
    tmp_path: Path, clock: MovingClock
) -> None:
    mourning = contents_of(tmp_path / "a", stops=(stop(),))
    both = contents_of(tmp_path / "b", stops=(stop(),), overrides=(alert(),))

    alone, warned = Orders(clock).in_force(mourning), Orders(clock).in_force(both)

    assert (alone.grey, alone.closed, alone.mark) == (True, False, "stop-1")
    assert (warned.grey, warned.mark) == (False, "alert-1 stop-1")


def test_of_several_stops_the_strictest_holds(
    tmp_path: Path, clock: MovingClock
) -> None:
    plain = stop(id="plain", grey=False, ends_at=NOON + timedelta(days=5))
    grey = stop(id="grey")
    whole = stop(id="whole", grey=False, whole_kiosk=True, ends_at=NOON + HOUR)
    orders = Orders(clock)
    contents = contents_of(tmp_path, stops=(plain, grey, whole))

    first = orders.in_force(contents)
    clock.forward(HOUR)
    second = orders.in_force(contents)
    clock.forward(24 * HOUR)
    third = orders.in_force(contents)

    held = [one.stop.id for one in (first, second, third) if one.stop is not None]
    assert held == ["whole", "grey", "plain"]
    assert (first.closed, second.closed) == (True, False)


# The cases of the screen page's own rule (tests/journeys/test_screen_states.py).
@pytest.mark.parametrize(
    ("since_s", "turn", "first_s"),
    [
        ((0, 0), "a", 15),
        ((15, 15), "b", 15),
        ((28, 28), "b", 12),
        ((100, 0), "b", 15),
        ((115, 15), "a", 15),
        ((7200,), "a", 15),
    ],
)
def test_several_take_turns_and_the_newest_has_the_first(
    since_s: tuple[int, ...], turn: str, first_s: int
) -> None:
    held = [
        Held(notice=alert(id=name), since=timedelta(seconds=since))
        for name, since in zip("ab", since_s, strict=False)
    ]

    turns = turns_of(held)

    assert turns.notices[0].id == turn
    assert turns.first == timedelta(seconds=first_s)
    assert {one.id for one in turns.notices} == {one.notice.id for one in held}


def test_by_a_doubted_clock_turns_count_from_when_a_notice_came(
    tmp_path: Path, clock: MovingClock
) -> None:
    contents = contents_of(tmp_path, overrides=(alert(),), doubted=True)
    orders = Orders(clock)
    orders.in_force(contents)
    clock.forward(timedelta(seconds=40))
    clock.step(timedelta(days=400))

    (held,) = orders.in_force(contents).held

    assert held.since == timedelta(seconds=40)
