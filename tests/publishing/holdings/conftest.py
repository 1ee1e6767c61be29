"""Give tests of holdings a county that really publishes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.delivery import Delivery, new_delivery


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    """Give a county that publishes."""
    with new_delivery(tmp_path) as made:
        yield made
