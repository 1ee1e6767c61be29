"""Give tests of the staff's pages a county with its pages, and people at them."""

import gc
from collections.abc import Callable

import pytest
from nicegui import ui
from nicegui.testing import User

from publishing.admin.app import register
from publishing.admin.services import AdminServices, admin_services
from publishing.fleet.devices import Devices
from publishing.staff_api.access import COOKIE
from tests.fakes.admin_pages import Pages
from tests.fakes.desk import County


@pytest.fixture(scope="module", autouse=True)
def _lasting() -> None:
    """Leave what earlier modules imported out of the collections of each test.

    The simulated browser collects garbage before and after every test; each time
    through all modules took longer than the test.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture
def services(county: County) -> AdminServices:
    """Give what the pages may call."""
    world = county.services
    return admin_services(
        cases=county.cases,
        devices=Devices(acting=county.cases.acting, database=world.database),
        files=world.files,
        calendars=world.calendars,
        mandates=world.mandates,
        time_zone=world.time_zone,
    )


@pytest.fixture
def pages(user: User, county: County, services: AdminServices) -> Pages:
    """Give the pages, in no browser, with nobody signed in."""
    register(services, watch_s=0.05)
    return Pages(user=user, county=county, cookie=COOKIE)


@pytest.fixture
def chosen(user: User) -> Callable[[str, object], None]:
    """Give what makes a choice in a field by its label."""

    def choose(label: str, value: object) -> None:
        with user:
            for field in user.find(kind=ui.select, content=label).elements:
                field.value = value

    return choose
