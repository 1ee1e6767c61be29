from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.backups import BackedUp, backed_up


@pytest.fixture
def county(tmp_path: Path) -> Iterator[BackedUp]:
    """Give a county that publishes, beside an empty shelf."""
    with backed_up(tmp_path / "county") as made:
        yield made
