"""Give a county a clerk of requests."""

import pytest

from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.desk import County


@pytest.fixture
def clerk(county: County) -> str:
    held = Held(unit="qinghe", office=Office.REQUESTS)
    county.people["clerk"] = county.join("clerk", held)
    return county.people["clerk"]
