from random import Random

import pytest

from sync_agent.inner.backoff import Backoff
from tests.fakes.chances import Highest, Lowest


def pauses(chance: Random, count: int) -> list[float]:
    backoff = Backoff(first_s=1.0, most_s=60.0, chance=chance)
    return [backoff.failed() for _ in range(count)]


def test_each_failure_doubles_the_pause_up_to_the_ceiling() -> None:
    assert pauses(Highest(), 8) == [1, 2, 4, 8, 16, 32, 60, 60]


def test_chance_takes_up_to_half_of_a_pause_away() -> None:
    assert pauses(Lowest(), 8) == [0.5, 1, 2, 4, 8, 16, 30, 30]


def test_two_devices_that_fail_together_do_not_come_back_together() -> None:
    assert pauses(Random(1), 8) != pauses(Random(2), 8)  # noqa: S311 - no secret


@pytest.mark.parametrize("failures", [64, 1100])
def test_failures_for_days_stay_at_the_ceiling(failures: int) -> None:
    assert pauses(Highest(), failures)[-1] == 60


def test_a_success_begins_anew() -> None:
    backoff = Backoff(first_s=1.0, most_s=60.0, chance=Highest())
    for _ in range(5):
        backoff.failed()

    backoff.succeeded()

    assert backoff.failed() == 1


def test_the_centres_word_is_obeyed_and_is_no_failure() -> None:
    backoff = Backoff(first_s=1.0, most_s=60.0, chance=Highest())

    told = [backoff.after(20.0), backoff.after(None), backoff.after(20.0)]

    assert told == [21, 1, 21]
    assert backoff.after(None) == 2


def test_nobody_keeps_a_device_away_for_longer_than_the_ceiling() -> None:
    backoff = Backoff(first_s=1.0, most_s=60.0, chance=Highest())

    assert backoff.after(86_400.0) == 60
    assert backoff.spread(86_400.0) == 60


# F24
def test_a_line_that_all_lost_is_found_again_over_the_whole_time_told() -> None:
    chance = Random(7)  # noqa: S311 - no secret

    came = [
        Backoff(first_s=1.0, most_s=300.0, chance=chance).spread(66.0)
        for _ in range(2000)
    ]

    assert max(came) - min(came) > 60
    busiest = max(sum(n <= one < n + 1 for one in came) for n in range(1, 66))
    assert busiest < 60


def test_a_few_devices_come_back_at_once() -> None:
    assert Backoff(first_s=1.0, most_s=300.0, chance=Lowest()).spread(0.1) == 0.5
