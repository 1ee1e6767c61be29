"""Be one enrolled device beside a fake centre: the real agent's parts, wired."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from programme.clock import SystemClock
from sync_agent.captures import Captures
from sync_agent.inner.assembly import Where, make_sync
from sync_agent.inner.http import Http
from sync_agent.inner.pictures import PictureSweep
from sync_agent.inner.sync import Sync
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, open_outbox
from sync_agent.store import Held, Store
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import CentreServer, serving
from tests.fakes.group_publication import GROUP


class MovedClock:
    """Be the machine's clock, moved by as much as a test says."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self.moved = timedelta(0)

    def now(self) -> datetime:
        return self._system.now() + self.moved

    def monotonic(self) -> float:
        return self._system.monotonic() + self.moved.total_seconds()


@dataclass(slots=True, kw_only=True)
class Device:
    """Hold a device's folder and the parts that work on it."""

    layout: Layout
    centre: FakeCentre
    server: CentreServer
    http: Http
    clock: MovedClock
    outbox: Outbox = field(init=False)
    sync: Sync = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin anew from what is on the disk, as after a restart."""
        self.outbox = open_outbox(self.layout.root, "agent", self.clock)
        self.sync = make_sync(
            self.layout,
            Where(
                repository_url=self.server.repository_url,
                group=GROUP,
                root_metadata=self.centre.root_bytes,
            ),
            http=self.http,
            store=Store(self.layout.root),
            outbox=self.outbox,
            clock=self.clock,
            on_news=lambda: None,
        )

    def held(self) -> Held:
        """Return what the device shows, read as the player reads it."""
        held = Store(self.layout.root).load()
        assert held is not None
        return held

    def shown(self) -> list[str]:
        """Return the disclosures that the device shows."""
        return [item.disclosure for item in self.held().items]


def sweep_of(device: Device) -> PictureSweep:
    """Return what looks after the pictures that a device keeps for a year."""
    captures = Captures(device.layout.root)
    return PictureSweep(captures, kept=timedelta(days=365), clock=device.clock)


@contextmanager
def device_beside_centre(folder: Path) -> Iterator[Device]:
    """Give a device and its centre until the block ends."""
    root = folder / "device"
    root.mkdir()
    centre = FakeCentre(folder / "repository")
    with serving(centre.folder) as server:
        http = Http(ca_file=None, read_timeout_s=2.0, total_timeout_s=2.0)
        device = Device(
            layout=Layout(root),
            centre=centre,
            server=server,
            http=http,
            clock=MovedClock(),
        )
        try:
            yield device
        finally:
            device.outbox.close()
            http.close()
