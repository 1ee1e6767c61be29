from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.fakes.device import Device, device_beside_centre
from tests.fakes.patience import ms

expect.set_options(timeout=ms(10))


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    """Give an enrolled device beside its own fake centre."""
    with device_beside_centre(tmp_path) as found:
        yield found
