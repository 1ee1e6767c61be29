"""Hold a whole county: centre, wake, two agents, player and kiosk as processes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.async_api import expect

from demo.county_run import RunningCounty
from tests.fakes.demo_county import county_in
from tests.fakes.kiosk_browser import Place, server
from tests.fakes.kiosk_place import place_in
from tests.fakes.patience import ms

expect.set_options(timeout=ms(10))


@pytest.fixture
def county(tmp_path: Path) -> Iterator[RunningCounty]:
    """Give the demo county, founded and enrolled, with nothing published yet."""
    with county_in(tmp_path / "county") as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Give a kiosk's folder with a small county, and nothing running on it."""
    return place_in(tmp_path)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Give one kiosk that runs for all tests which leave it as it is."""
    place = place_in(tmp_path_factory.mktemp("kiosk"))
    with server(place):
        yield place


@pytest.fixture
def shared(running: Place, tmp_path: Path) -> Place:
    """Give the running kiosk with a browser of a test's own."""
    return replace(running, profile=tmp_path / "profile")
