"""Hold a whole county: centre, wake, two agents, player and kiosk as processes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.county_run import RunningCounty, running_county
from demo.places import Places, Ports
from programme.clock import SystemClock
from tests.fakes.ports import free_port


@pytest.fixture
def county(tmp_path: Path) -> Iterator[RunningCounty]:
    """Give the demo county, founded and enrolled, with nothing published yet."""
    ports = Ports(
        centre=free_port(), player=free_port(), kiosk=free_port(), wake=free_port()
    )
    places = Places(folder=tmp_path / "county", ports=ports)
    with running_county(
        places, clock=SystemClock(), say=lambda _: None, disclosures=()
    ) as running:
        yield running
