from collections.abc import Iterator
from pathlib import Path

import pytest

from programme.programme import progress_target_of
from programme.progress import Progress
from publishing.centre.upkeep import Upkeep
from tests.fakes.delivery import KIOSK, SCREEN, Delivery, new_delivery


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    with new_delivery(tmp_path) as made:
        yield made


@pytest.fixture
def upkeep(delivery: Delivery) -> Upkeep:
    return Upkeep(
        database=delivery.county.database,
        publisher=delivery.publisher,
        clock=delivery.county.clock,
        time_zone="Asia/Shanghai",
    )


def progress(delivery: Delivery, group: str = SCREEN) -> Progress:
    return Progress.parse(delivery.reader.get(progress_target_of(group)) or b"")


def test_the_first_tick_counts_for_a_group_that_is_new(
    delivery: Delivery, upkeep: Upkeep
) -> None:
    upkeep.tick()

    assert progress(delivery).version == 1
    assert progress(delivery, KIOSK).version == 1


def test_days_are_counted_once_on_the_first_tick_of_a_day(
    delivery: Delivery, upkeep: Upkeep
) -> None:
    upkeep.tick()
    delivery.county.clock.forward(hours=11)
    upkeep.tick()
    same_day = progress(delivery).version
    delivery.county.clock.forward(hours=1)
    upkeep.tick()
    upkeep.tick()

    assert (same_day, progress(delivery).version) == (1, 2)


def test_what_was_left_over_is_published_at_the_next_tick(
    delivery: Delivery, upkeep: Upkeep
) -> None:
    made = delivery.county.approved()

    upkeep.tick()

    assert delivery.shown() == [made.line.disclosure]


def test_what_is_done_daily_is_done_at_the_start_and_a_failure_stops_nothing(
    delivery: Delivery,
) -> None:
    done: list[str] = []

    def fails() -> None:
        done.append("fails")
        raise LookupError

    def works() -> None:
        done.append("works")

    upkeep = Upkeep(
        database=delivery.county.database,
        publisher=delivery.publisher,
        clock=delivery.county.clock,
        time_zone="Asia/Shanghai",
        daily=(fails, works),
    )

    upkeep.start()
    upkeep.tick()
    upkeep.prune()

    assert done == ["fails", "works", "fails", "works"]


def test_what_is_done_hourly_is_done_at_the_start_and_each_time_it_looks_around(
    delivery: Delivery,
) -> None:
    done: list[str] = []
    upkeep = Upkeep(
        database=delivery.county.database,
        publisher=delivery.publisher,
        clock=delivery.county.clock,
        time_zone="Asia/Shanghai",
        hourly=(lambda: done.append("looked"),),
    )

    upkeep.start()
    upkeep.tick()
    upkeep.prune()
    upkeep.look_around()

    assert done == ["looked", "looked"]
