"""Hold a whole demo county as processes: founded once, then copied for each."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from demo.county_run import RunningCounty, running_county
from demo.founding import ADMIN
from demo.places import Places, Ports
from programme.clock import SystemClock
from tests.fakes.ports import free_port


@contextmanager
def county_in(folder: Path) -> Iterator[RunningCounty]:
    """Give a county, founded and enrolled, with nothing published yet.

    Founding one takes as long as starting it. A device keeps the address at which it
    is woken from its enrolment, so all counties of a process have the same ports, and
    only one may run at a time.
    """
    # Sockets of the dead are no files to copy.
    leave = shutil.ignore_patterns("run")
    shutil.copytree(_founded(), folder, ignore=leave)
    with _running(folder) as county:
        yield county


@cache
def _founded() -> Path:
    parent = Path(tempfile.mkdtemp(prefix="mingbai-demo-"))
    atexit.register(shutil.rmtree, parent)
    with _running(parent / "county") as county:
        _open_always(county)
        return parent / "county"


def _open_always(county: RunningCounty) -> None:
    """Give every group service hours all week, so that proof counts on a Sunday too."""
    span = {"from_time": "00:00:00", "to_time": "23:59:59"}
    hours = [{"weekday": day, "spans": [span]} for day in range(1, 8)]
    with county.desk(ADMIN) as admin:
        for group in admin.get("/api/groups"):
            # Nor is a screen dim at any hour of it.
            form = group["form"] | {"service_hours": hours, "power": None}
            admin.put(f"/api/groups/{group['id']}", form)


@contextmanager
def _running(folder: Path) -> Iterator[RunningCounty]:
    places = Places(folder=folder, ports=_ports())
    with running_county(
        places, clock=SystemClock(), say=lambda _: None, disclosures=()
    ) as county:
        yield county


@cache
def _ports() -> Ports:
    return Ports(
        centre=free_port(), player=free_port(), kiosk=free_port(), wake=free_port()
    )
