from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.desk import County, new_county


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    with new_county(tmp_path) as made:
        yield made
