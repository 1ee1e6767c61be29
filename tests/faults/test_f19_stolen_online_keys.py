"""F19: a thief holds the keys of timestamp, snapshot and bins, and owns the line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from programme.clock import SystemClock
from publishing.release.ceremony import Places, hold_ceremony
from publishing.release.commands import app
from publishing.release.disk import RealDisk
from publishing.release.metadata import Lifetimes
from sync_agent.inner.adoption import vanished_of
from sync_agent.inner.errors import Flaw, ReleaseRefused
from sync_agent.inner.http import Http
from sync_agent.layout import Layout
from tests.fakes.centre_server import serving
from tests.fakes.ceremony_centre import CeremonyCentre, Thief
from tests.fakes.device import Device, MovedClock
from tests.fakes.group_publication import Publication

FAR_AHEAD = 1_000_000

pytestmark = pytest.mark.fault


@dataclass(slots=True)
class Theft:
    """Hold a county, one of its devices, and whoever robs it."""

    centre: CeremonyCentre
    device: Device
    thief: Thief
    approved: set[str]
    unapproved: int = 0

    def sync(self) -> Flaw | None:
        """Let the device sync; return why it refused, and count what it should not."""
        flaw = None
        try:
            self.device.sync.run(force=True)
        except ReleaseRefused as refusal:
            flaw = refusal.flaw
        self.unapproved += len(set(self.device.shown()) - self.approved)
        return flaw


@pytest.fixture
def theft(tmp_path: Path) -> Iterator[Theft]:
    """Give a device that shows d-1 and d-2 when everything online is stolen."""
    places = Places(folder=tmp_path / "centre")
    hold_ceremony(
        places,
        county="qinghe",
        names=["127.0.0.1"],
        now=SystemClock().now(),
        disk=RealDisk(),
        lifetimes=Lifetimes(),
    )
    centre = CeremonyCentre(places)
    entries = [centre.approved("d-1"), centre.approved("d-2")]
    centre.publish(Publication(entries=entries))
    (tmp_path / "device").mkdir()
    http = Http(ca_file=None, read_timeout_s=5.0, total_timeout_s=5.0)
    with serving(centre.folder) as server:
        device = Device(
            layout=Layout(tmp_path / "device"),
            centre=centre,
            server=server,
            http=http,
            clock=MovedClock(),
        )
        device.sync.run()
        thief = Thief(places, tmp_path / "thief")
        thief.programme_version = FAR_AHEAD
        found = Theft(centre, device, thief, approved={"d-1", "d-2", "d-3"})
        server.folder = thief.folder
        # What the thief approves with a key of the thief's own; d-2 is left out.
        kept = Publication(entries=[entries[0], thief.approved("d-evil")])
        thief.publish(kept)
        yield found
        device.outbox.close()
    http.close()


def keys(*words: str) -> None:
    """Run a command of the ceremony."""
    result = CliRunner().invoke(app, [*words])
    assert result.exit_code == 0, result.output


def recover(theft: Theft, folder: Path) -> None:
    """Do what docs/keys.md says of a stolen everyday key."""
    places, request = theft.centre.places, str(folder / "request.json")
    county = str(places.folder)
    keys("request", "online", "--folder", county, "--out", request)
    for name in ("root-1", "targets"):
        key = str(places.offline / f"{name}.key")
        keys("sign", "--request", request, "--key", key, "--yes")
    keys("import", "--folder", county, "--request", request)


def test_a_thief_of_the_online_keys_shows_nothing_and_is_shut_out(
    theft: Theft, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    assert theft.sync() is None
    held = theft.device.held()
    assert theft.device.shown() == ["d-1", "d-2"]
    assert vanished_of(held.adopted) == ("d-2",)
    assert [refusal.disclosure for refusal in held.adopted.refused] == ["d-evil"]
    assert held.adopted.programme.version > FAR_AHEAD
    theft.thief.drive_up(FAR_AHEAD)
    assert theft.sync() is None
    for role in ("people", "spread", "targets"):
        theft.thief.forge(role)
        assert theft.sync() is Flaw.WRONG_SIGNATURE
        assert theft.device.shown() == ["d-1", "d-2"]

    recover(theft, tmp_path)
    theft.device.server.folder = theft.centre.folder
    third = theft.centre.approved("d-3")
    former = [theft.centre.approved(name) for name in ("d-1", "d-2")]
    theft.centre.publish(Publication(entries=[*former, third]))
    assert theft.sync() is None
    assert theft.device.shown() == ["d-1", "d-2", "d-3"]
    assert vanished_of(theft.device.held().adopted) == ()

    theft.device.server.folder = theft.thief.folder
    theft.thief.publish(Publication(entries=[theft.thief.approved("d-evil-2")]))
    theft.thief.drive_up(2 * FAR_AHEAD)
    refused = [theft.sync() for _ in range(2)]
    assert refused == [Flaw.WRONG_SIGNATURE] * 2
    assert theft.device.shown() == ["d-1", "d-2", "d-3"]

    record_property(
        "outcome", f"{theft.unapproved} unapproved items; 1 sync to recover"
    )
    assert theft.unapproved == 0
