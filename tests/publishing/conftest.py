"""Give tests of the centre a county."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.desk import County, new_county


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    """Give a county with its staff in a folder of its own."""
    with new_county(tmp_path / "centre") as made:
        yield made
