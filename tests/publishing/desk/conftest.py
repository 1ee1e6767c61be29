"""Give tests of the desk a village that nobody of its own can sign in for."""

import pytest

from tests.fakes.desk import County
from tests.fakes.village_desk import with_village


@pytest.fixture
def village(county: County) -> County:
    """Give a county with such a village below a township with three clerks."""
    return with_village(county)
