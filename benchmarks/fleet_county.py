"""Lay out a centre that knows a whole fleet, and start its two programs."""

import resource
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from benchmarks.ports import free_ports
from benchmarks.rows import add
from demo.program import ProgramSpec
from demo.supervisor import Supervisor
from programme.boards import Audience, DisplayKind
from programme.clock import SystemClock
from programme.hours import DayHours, OpenSpan
from programme.keys import SigningKey, key_id
from programme.layout import Panel
from publishing.database import open_database
from publishing.database_server import DATABASE_NAME
from publishing.migrations import upgrade
from publishing.release.ceremony import Places, hold_ceremony, root_of
from publishing.release.disk import RealDisk
from publishing.release.metadata import Lifetimes
from publishing.staff.joining import found_county
from publishing.tables.fleet import Device, DeviceState
from publishing.tables.schedule import DisplayGroup
from publishing.tables.units import HallRow
from tests.fakes.hall_data import HALL

COUNTY = "qinghe"
_PER_GROUP = 50
_PANEL = Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000)
_READY_S = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Be one device that the county knows."""

    id: str
    group: str
    key: SigningKey


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetCentre:
    """Be a centre and its wake process, as processes of their own."""

    folder: Path
    port: int
    wake_port: int
    members: Sequence[Member]
    root_metadata: bytes
    supervisor: Supervisor

    @property
    def url(self) -> str:
        """Return where devices ask."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def wake_url(self) -> str:
        """Return where devices wait."""
        return f"http://127.0.0.1:{self.wake_port}/wake"

    @property
    def wake_socket(self) -> Path:
        """Return where the wake process is told."""
        return self.folder / "wake.sock"

    def start(self) -> None:
        """Start both programs, and wait until they serve."""
        self.supervisor.start([self._spec("wake"), self._spec("centre")])

    def restart(self) -> float:
        """Kill both at once, start them again; return the seconds without them."""
        clock = SystemClock()
        began = clock.monotonic()
        for name in ("wake", "centre"):
            self.supervisor.kill(name)
        for name in ("wake", "centre"):
            self.supervisor.resume(name)
        return clock.monotonic() - began

    def rss_mib(self, name: str) -> float:
        """Return the resident memory of a program, MiB."""
        status = Path(f"/proc/{self.supervisor.pid(name)}/status").read_text("ascii")
        rows = dict(line.split(":", 1) for line in status.splitlines())
        return int(rows["VmRSS"].split()[0]) / 1024

    def _spec(self, name: str) -> ProgramSpec:
        file = self.folder.parent / f"{name}.toml"
        command = (
            sys.executable,
            "-m",
            "mingbai",
            name,
            "run",
            "--settings",
            str(file),
        )
        return ProgramSpec(
            name=name,
            command=command,
            folder=self.folder.parent / "run",
            environment={"MALLOC_ARENA_MAX": "2"},
        )


def laid_out(folder: Path, devices: int, stack: ExitStack) -> FleetCentre:
    """Return a county with so many devices; nothing runs yet.

    Devices speak plain HTTP with it, as behind a proxy that does the encryption. All of
    them come from addresses of this machine, so what one address may do is not asked.
    """
    data = folder / "centre"
    places, now = Places(folder=data), SystemClock().now()
    hold_ceremony(
        places,
        county=COUNTY,
        names=["127.0.0.1"],
        now=now,
        disk=RealDisk(),
        lifetimes=Lifetimes(),
    )
    members = _members(devices)
    _fill(data / DATABASE_NAME, members, now)
    ports = free_ports()
    common = f'data_folder = "{data}"\nbehind_proxy = true\nlog_level = "warning"\n'
    wake = f"http://127.0.0.1:{ports.wake}/wake"
    (folder / "centre.toml").write_text(
        f'county = "{COUNTY}"\nwake_url = "{wake}"\n{common}'
        f'[web]\nhost = "127.0.0.1"\nport = {ports.centre}\n[backup]\nnightly = false\n'
    )
    (folder / "wake.toml").write_text(
        f'{common}[web]\nhost = "127.0.0.1"\nport = {ports.wake}\n'
    )
    _allow_files(4 * devices + 4096)
    return FleetCentre(
        folder=data,
        port=ports.centre,
        wake_port=ports.wake,
        members=members,
        root_metadata=root_of(places.metadata),
        supervisor=stack.enter_context(
            Supervisor(clock=SystemClock(), ready_within_s=_READY_S)
        ),
    )


def _members(count: int) -> tuple[Member, ...]:
    made = []
    for number in range(count):
        group = f"{COUNTY}-g{number // _PER_GROUP}"
        name = f"{group}-{number % _PER_GROUP + 1}"
        made.append(Member(id=name, group=group, key=SigningKey.generate()))
    return tuple(made)


def _fill(path: Path, members: Sequence[Member], now: datetime) -> None:
    database = open_database(path)
    upgrade(database)
    with database.session() as session:
        found_county(
            session,
            unit=COUNTY,
            name="清禾县",
            login="guanli",
            person="管理岗",
            now=now,
        )
        groups = dict.fromkeys(one.group for one in members)
        session.add(
            HallRow(
                unit_id=COUNTY, document=HALL.model_dump(mode="json"), updated_at=now
            )
        )
        add(session, DisplayGroup, [_group(name) for name in groups], now=now)
        add(session, Device, [_device(one) for one in members], now=now)
    database.close()


def _group(name: str) -> dict[str, object]:
    span = OpenSpan.model_validate({"from_time": "08:30:00", "to_time": "17:30:00"})
    hours = [DayHours(weekday=day, spans=(span,)) for day in range(1, 6)]
    return {
        "id": name,
        "name": name,
        "unit_id": COUNTY,
        "display_kind": DisplayKind.SCREEN,
        "audience": Audience.EVERYONE,
        "time_zone": "Asia/Shanghai",
        "panel": _PANEL.model_dump(mode="json"),
        "service_hours": [one.model_dump(mode="json") for one in hours],
        "least_exposures_per_day": 1,
        "least_showings_per_hour": 1,
        "most_minutes_between": 10,
        "closed_at": None,
    }


def _device(one: Member) -> dict[str, object]:
    return {
        "id": one.id,
        "key": key_id(one.key.public),
        "public": one.key.public,
        "group_id": one.group,
        "name": one.id,
        "display_kind": DisplayKind.SCREEN,
        "width": 1920,
        "height": 1080,
        "hostname": "fleet",
        "state": DeviceState.ACTIVE,
        "revoked_at": None,
        "revoked_by": None,
    }


def _allow_files(wanted: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
