"""Be one enrolled device beside a stick, with the real parts that serve it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from programme.document import to_millisecond
from programme.envelope import seal
from programme.keys import SigningKey, key_id
from programme.stick import (
    BACK,
    MARK,
    PURPOSE_LETTER,
    REPOSITORY,
    StickLetter,
    StickMark,
    Stored,
    letter_path,
)
from sync_agent.inner.assembly import Where
from sync_agent.inner.identity import Identity, own_key
from sync_agent.inner.porter import Porter
from sync_agent.inner.standing import Standing
from sync_agent.inner.stick_door import StickDoor
from sync_agent.inner.stick_house import StickHouse
from sync_agent.sticks import StickAsked, StickReport, read_stick_report
from sync_agent.store import Store
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.device import Device
from tests.fakes.group_publication import GROUP
from tests.fakes.running_agent import DEVICE, agent_settings


@dataclass(slots=True, kw_only=True)
class Holder:
    """Hold a device, a stick, and what serves it."""

    device: Device
    stick: Path
    door: StickDoor
    key: SigningKey = field(init=False)
    porter: Porter = field(init=False)
    standing: Standing = field(init=False)
    asked: int = 0

    def __post_init__(self) -> None:
        layout, clock = self.device.layout, self.device.clock
        self.key = own_key(layout)
        self.standing = Standing(layout, clock, stale_after_s=1000.0)
        self.standing.tell(device=DEVICE, group=GROUP)
        house = StickHouse(
            layout=layout, door=self.door, key=self.key, clock=clock, run="run-1"
        )
        identity = Identity(
            key=key_id(self.key.public),
            device=DEVICE,
            group=GROUP,
            root_metadata="",
            wake_url="",
        )
        where = Where(
            repository_url="http://127.0.0.1:1",
            group=GROUP,
            root_metadata=self.device.centre.root_bytes,
        )
        settings = agent_settings(layout.root, "http://127.0.0.1:1")
        self.porter = house.porter(
            identity,
            where,
            storage=settings.storage,
            store=Store(layout.root),
            outbox=self.device.outbox,
            standing=self.standing,
        )

    def lay(self, centre: FakeCentre | None = None) -> None:
        """Prepare the stick with what a centre has released now."""
        source = (centre or self.device.centre).folder
        shutil.rmtree(self.stick / REPOSITORY, ignore_errors=True)
        shutil.copytree(source, self.stick / REPOSITORY)
        now = to_millisecond(self.device.clock.now())
        mark = StickMark(county="qinghe", made_at=now, good_until=now, groups=(GROUP,))
        (self.stick / MARK).write_bytes(mark.canonical())

    def write(self, *stored: Stored, age: timedelta, **changed: object) -> StickLetter:
        """Write a letter that was made so long ago; return it."""
        key = changed.pop("key", self.device.centre.approval_key)
        assert isinstance(key, SigningKey)
        letter = StickLetter(
            device=DEVICE,
            made_at=to_millisecond(self.device.clock.now() - age),
            stored=stored,
        ).model_copy(update=changed)
        path = self.stick / letter_path(DEVICE)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(seal(letter, PURPOSE_LETTER, key).canonical())
        return letter

    def take(self, stick: Path | None = None) -> StickReport:
        """Put the stick in, and return what became of it."""
        self.asked += 1
        asked = StickAsked(id=f"{self.asked:016x}", path=str(stick or self.stick))
        self.door.put_back(asked)
        assert self.porter.look()
        report = read_stick_report(self.device.layout.root)
        assert report is not None
        assert report.id == asked.id
        return report

    def given(self) -> list[str]:
        """Return the names of what lies on the stick for the centre."""
        found = (self.stick / BACK).glob("*/*")
        return sorted(path.name for path in found)

    def now(self) -> datetime:
        """Return the instant by the device's clock."""
        return self.device.clock.now()


@contextmanager
def holding(device: Device, stick: Path) -> Iterator[Holder]:
    """Give a device with a stick in hand."""
    stick.mkdir()
    door = StickDoor(device.layout.stick_socket)
    try:
        yield Holder(device=device, stick=stick, door=door)
    finally:
        door.close()
