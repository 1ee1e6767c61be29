from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.device import Device, device_beside_centre


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    """Give an enrolled device beside its own fake centre."""
    with device_beside_centre(tmp_path) as found:
        yield found
