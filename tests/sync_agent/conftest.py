from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from programme.records import GoneReceipt, Record
from tests.fakes.device import Device, MovedClock, device_beside_centre


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    """Give an enrolled device beside its own fake centre."""
    with device_beside_centre(tmp_path) as found:
        yield found


@pytest.fixture
def clock() -> MovedClock:
    """Give a clock that a test can move."""
    return MovedClock()


@pytest.fixture
def gone(clock: MovedClock) -> Callable[[int], Record]:
    """Give a maker of records that differ by a number."""
    return lambda number: GoneReceipt(disclosure=f"d-{number}", at=clock.now())
