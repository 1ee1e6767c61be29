"""Give tests of carriers the use case that records them."""

import pytest

from publishing.carriers.recording import Presences
from tests.fakes.desk import County


@pytest.fixture
def presences(county: County) -> Presences:
    """Give what records where a disclosure was carried."""
    return county.cases.presences
