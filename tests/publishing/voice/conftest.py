from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.delivery import KIOSK, Delivery, FakeDevice, new_delivery
from tests.fakes.desk import County


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    with new_delivery(tmp_path) as made:
        yield made


@pytest.fixture
def county(delivery: Delivery) -> County:
    return delivery.county


@pytest.fixture
def device(delivery: Delivery) -> FakeDevice:
    return delivery.enrolled(KIOSK, "大厅触摸屏")
