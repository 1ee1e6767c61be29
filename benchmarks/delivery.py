"""Measure how many bytes a device's line carries: idle, and when something changes.

`python -m benchmarks.delivery [--targets 2000]`: a real ceremony, the centre's own
repository door, one device's real sync, and a relay between them that counts every byte
of HTTP in both directions (TLS and TCP come on top; evidence and status are not in it).
The peer is the same client that refreshes at every poll, as python-tuf alone would.
"""

import argparse
import socket
import statistics
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from benchmarks.relay import Relay
from config.device import AgentSettings
from config.settings import defaults_of
from programme.clock import SystemClock
from programme.programme import target_of
from publishing.device_api.repository_files import RepositoryFiles
from publishing.release.ceremony import Places, hold_ceremony
from publishing.release.disk import RealDisk
from publishing.release.metadata import Lifetimes
from sync_agent.inner.http import Http
from sync_agent.inner.trust import Trust
from sync_agent.layout import Layout
from tests.fakes.centre_server import CentreServer
from tests.fakes.ceremony_centre import CeremonyCentre
from tests.fakes.device import Device, MovedClock
from tests.fakes.group_publication import Publication
from tests.fakes.webp_heads import webp_page

_BY_DEFAULT = 2000
_POLLS = 20
_OWN = 20
"""Disclosures that the device shows."""
_DAY_S = 86_400
_MONTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Be what was measured, in bytes."""

    first: int
    idle: int
    full: int
    """A poll of the peer: a whole refresh that finds nothing."""
    renewed: int
    """The poll after the centre signed the timestamp anew."""
    others: int
    """The poll after another group's programme changed."""
    page: int
    """The poll after one page of this group changed, without the page itself."""
    page_itself: int


@dataclass(slots=True)
class Bench:
    """Hold a county, its repository behind a relay, and one device."""

    centre: CeremonyCentre
    relay: Relay
    device: Device
    publication: Publication = field(default_factory=Publication)

    def cost(self, act: Callable[[], object]) -> int:
        """Return how many bytes an act of the device carries."""
        before = self.relay.carried
        act()
        return self.relay.carried - before

    def trust(self) -> Trust:
        """Return the client alone, for the peer."""
        url = self.device.server.repository_url
        return Trust(
            http=self.device.http,
            metadata_url=f"{url}/metadata",
            targets_url=f"{url}/targets",
            folder=self.device.layout.metadata,
            bootstrap=self.centre.root_bytes,
            clock=self.device.clock,
        )


@contextmanager
def bench(folder: Path, targets: int) -> Iterator[Bench]:
    """Give a county with so many targets, and a device that has synced nothing yet."""
    places = Places(folder=folder / "centre")
    hold_ceremony(
        places,
        county="qinghe",
        names=["127.0.0.1"],
        now=SystemClock().now(),
        disk=RealDisk(),
        lifetimes=Lifetimes(),
    )
    centre = CeremonyCentre(places)
    for number in range(targets - 2):
        centre.set_target(target_of(f"qinghe-g{number}"), b"%d" % number)
    (folder / "device").mkdir()
    with ExitStack() as stack:
        relay = Relay(to_port=stack.enter_context(_served(centre.folder)))
        stack.callback(relay.close)
        relay.start()
        http = Http(ca_file=None, read_timeout_s=10, total_timeout_s=30)
        stack.callback(http.close)
        device = Device(
            layout=Layout(folder / "device"),
            centre=centre,
            server=CentreServer(centre.folder, url=f"http://127.0.0.1:{relay.port}"),
            http=http,
            clock=MovedClock(),
        )
        stack.callback(device.outbox.close)
        yield Bench(centre, relay, device)


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """Serve a repository as the centre does, and give the port."""
    app = Starlette(routes=[Mount("/repository", RepositoryFiles(folder))])
    config = uvicorn.Config(app, port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    line = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, args=([line],), daemon=True)
    thread.start()
    try:
        yield line.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        line.close()


def measure(at: Bench, polls: int = _POLLS) -> Figures:
    """Let the device work, and return what each kind of poll costs."""
    centre, sync = at.centre, at.device.sync
    own = [centre.approved(f"d-{number}") for number in range(_OWN)]
    at.publication.entries.extend(own)
    centre.publish(at.publication)
    first = at.cost(sync.run)
    idle = statistics.median(at.cost(sync.run) for _ in range(polls))
    centre.sign_again()
    renewed = at.cost(sync.run)
    centre.set_target(target_of("qinghe-g0"), b"other")
    centre.release()
    others = at.cost(sync.run)
    at.publication.entries[0] = centre.approved("d-0", title="改了一页")
    centre.publish(at.publication)
    page_itself = len(webp_page(seed="page"))
    page = at.cost(sync.run) - page_itself
    trust = at.trust()
    full = statistics.median(at.cost(trust.update) for _ in range(polls))
    return Figures(
        first=first,
        idle=int(idle),
        full=int(full),
        renewed=renewed,
        others=others,
        page=page,
        page_itself=page_itself,
    )


def polls_a_day() -> float:
    """Return how often a device asks by itself, as its settings have it."""
    pace = defaults_of(AgentSettings)["polling"]
    return float(_DAY_S / (pace["interval_s"] + pace["jitter_s"] / 2))


def lines(found: Figures, targets: int) -> Iterator[str]:
    """Yield what is printed."""
    polls = polls_a_day()
    renewals = _MONTH / (Lifetimes().timestamp_days * 2 / 3)
    day = found.idle * polls
    month = day * _MONTH + renewals * (found.renewed - found.idle)
    peer = found.full * polls
    yield f"{targets} targets, 64 bins, {polls:.0f} polls a day; bytes, both ways"
    yield f"first sync ({_OWN} disclosures)   {found.first:>9,}"
    yield f"idle poll                     {found.idle:>9,}"
    yield f"idle day                      {day:>9,.0f}   {day / peer:.2f} of the peer"
    yield f"idle month                    {month:>9,.0f}   {renewals:.0f} renewals"
    yield f"poll after a new timestamp    {found.renewed:>9,}"
    yield f"another group's change        {found.others:>9,}"
    yield f"one page of one's own         {found.page:>9,}   and the page"
    yield f"peer: a refresh at every poll {found.full:>9,}"


def main(words: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Bytes that a device's line carries.")
    parser.add_argument("--targets", type=int, default=_BY_DEFAULT)
    asked = parser.parse_args(words)
    with (
        tempfile.TemporaryDirectory() as folder,
        bench(Path(folder), asked.targets) as at,
    ):
        for line in lines(measure(at), asked.targets):
            print(line)


if __name__ == "__main__":
    main()
