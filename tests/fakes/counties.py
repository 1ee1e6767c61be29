"""Hold a county's keys and first repository in a folder, for tests of delivery."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from programme.clock import SystemClock
from publishing.release.ceremony import Places, hold_ceremony
from publishing.release.disk import Disk, RealDisk
from publishing.release.keyring import read_online_signers
from publishing.release.metadata import Lifetimes
from publishing.release.repository import Repository


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """Be a county that has held its ceremony."""

    places: Places
    now: datetime
    """The machine's own instant: the client library asks the machine by itself."""

    def repository(self, disk: Disk | None = None) -> Repository:
        return Repository(
            self.places.folder / "repository",
            signers=read_online_signers(self.places.keys),
            lifetimes=Lifetimes(),
            disk=disk or RealDisk(),
            reread=partial(read_online_signers, self.places.keys),
        )


def found_county(folder: Path, *, people_apart: bool = True) -> County:
    places, now = Places(folder=folder), SystemClock().now()
    hold_ceremony(
        places,
        county="qinghe",
        names=["127.0.0.1", "localhost"],
        now=now,
        disk=RealDisk(),
        lifetimes=Lifetimes(),
        people_apart=people_apart,
    )
    return County(places=places, now=now)
