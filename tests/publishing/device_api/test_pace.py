import pytest

from publishing.device_api.pace import Pace, TooOften
from tests.fakes.hand_clock import HandClock


def test_an_address_that_waits_may_ask_again() -> None:
    clock = HandClock()
    pace = Pace(clock, per_minute=6, burst=1)
    pace.take("a")

    with pytest.raises(TooOften) as refusal:
        pace.take("a")
    clock.forward(seconds=refusal.value.retry_after_s)

    pace.take("a")


def test_one_address_does_not_slow_another() -> None:
    pace = Pace(HandClock(), per_minute=6, burst=1)
    pace.take("a")

    pace.take("b")


def test_addresses_without_number_are_forgotten_oldest_first() -> None:
    pace = Pace(HandClock(), per_minute=6, burst=1)
    pace.take("first")

    for number in range(5000):
        pace.take(f"address {number}")

    pace.take("first")
