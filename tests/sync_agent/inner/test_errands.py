from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from programme.enrolment import DeviceStatus
from programme.envelope import Envelope
from programme.keys import SigningKey
from programme.records import AdoptionReceipt, GoneReceipt
from sync_agent.captures import Captures
from sync_agent.inner.backoff import Backoff
from sync_agent.inner.courier import Courier
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.errands import Errands, Rounds
from sync_agent.inner.http import Http
from sync_agent.inner.picture_post import PicturePost
from sync_agent.inner.standing import Standing
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, OutboxOverfull, RecordsHeld
from sync_agent.outbox_file import path_of
from sync_agent.state import AgentState, StateReport, read_state
from sync_agent.store import Store
from tests.fakes.beside import beside
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import CentreServer, Reply, error_body
from tests.fakes.chances import Highest
from tests.fakes.device import Device, MovedClock
from tests.fakes.group_publication import Publication
from tests.fakes.running_agent import DEVICE, FakeDeviceApi, wait_for

WRITER = "agent-1"


class Desk:
    """Be the errands of one device beside its centre."""

    def __init__(self, root: Path, http: Http, server: CentreServer) -> None:
        self.layout = Layout(root)
        self.server = server
        self.clock = MovedClock()
        self.heard: list[datetime] = []
        key = SigningKey.generate()
        self.centre = FakeDeviceApi(
            FakeCentre(server.folder.parent / "keys"), server, public=key.public
        )
        self.outbox = Outbox(path_of(root, WRITER), WRITER, self.clock, most_held=1)
        self.standing = Standing(self.layout, self.clock, stale_after_s=60.0)
        self.standing.tell(device=DEVICE, group="qinghe-hall")
        self.errands = Errands(
            layout=self.layout,
            courier=Courier(
                self.layout,
                api=DeviceApi(http, server.url, key),
                device=DEVICE,
                keep=100,
                clock=self.clock,
            ),
            picture_post=PicturePost(
                Captures(root), api=DeviceApi(http, server.url, key), device=DEVICE
            ),
            store=Store(root),
            outbox=self.outbox,
            standing=self.standing,
            backoff=Backoff(first_s=0.01, most_s=0.01, chance=Highest()),
            rounds=Rounds(
                records_interval_s=0.01,
                status_interval_s=1000.0,
                reserve_bytes=4096,
            ),
            clock=self.clock,
            heard=self.hear,
        )

    def hear(
        self, at: datetime, *, key: str = "", counting: Collection[str] = ()
    ) -> None:
        """Take a word of the centre's that a key of its list signed."""
        assert key in counting
        self.heard.append(at)

    def play(self, number: int = 1) -> None:
        """Put a record into the outbox."""
        record = GoneReceipt(disclosure=f"d-{number}", at=self.clock.now())
        self.outbox.append(record)

    def stored(self) -> int:
        """Return how many records the centre has."""
        return len(self.centre.chains.get(WRITER, []))

    def statuses(self) -> list[DeviceStatus]:
        """Return what the centre was told."""
        return self.centre.statuses

    def report(self) -> StateReport:
        """Return what the local pages know."""
        report = read_state(self.layout.root)
        assert report is not None
        return report


@pytest.fixture
def desk(tmp_path: Path, http: Http, server: CentreServer) -> Iterator[Desk]:
    """Give the errands of a device that adopted nothing yet."""
    root = tmp_path / "errands"
    root.mkdir()
    found = Desk(root, http, server)
    yield found
    found.outbox.close()


def test_records_are_delivered_and_the_state_is_reported(desk: Desk) -> None:
    desk.play()

    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(desk.statuses)
        desk.play(2)
        wait_for(lambda: desk.stored() == 2)

    assert desk.statuses()[0].state == "awaiting"
    assert desk.statuses()[0].device == DEVICE
    assert desk.layout.reserve.stat().st_size == 4096


def test_what_happened_is_reported_at_once_and_otherwise_now_and_then(
    desk: Desk,
) -> None:
    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(lambda: len(desk.statuses()) == 1)
        desk.standing.tell(clock_doubted=True)
        desk.errands.ring()
        wait_for(lambda: len(desk.statuses()) == 2)
        desk.clock.moved = timedelta(seconds=1001)
        wait_for(lambda: len(desk.statuses()) == 3)


def test_what_happened_is_reported_though_the_first_attempt_failed(desk: Desk) -> None:
    hear = desk.server.posts["/device/status"]
    failed: list[Envelope] = []

    def fail(envelope: Envelope) -> Reply:
        failed.append(envelope)
        return Reply(status=503)

    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(lambda: len(desk.statuses()) == 1)
        desk.server.posts["/device/status"] = fail
        desk.errands.ring()
        wait_for(lambda: failed)
        desk.server.posts["/device/status"] = hear

        wait_for(lambda: len(desk.statuses()) == 2, seconds=2)


def test_errands_go_on_when_the_centre_is_there_again(desk: Desk) -> None:
    store = desk.server.posts["/device/evidence"]
    failed: list[Envelope] = []

    def fail(envelope: Envelope) -> Reply:
        failed.append(envelope)
        return Reply(status=503)

    desk.server.posts["/device/evidence"] = fail
    desk.play()

    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(lambda: len(failed) >= 2)
        assert desk.report().last_error == ""
        desk.server.posts["/device/evidence"] = store
        wait_for(lambda: desk.stored() == 1)


def test_a_device_that_was_revoked_says_so_on_its_pages(desk: Desk) -> None:
    reply = Reply(status=403, body=error_body("device_revoked", "设备已停用。"))
    desk.server.posts["/device/status"] = lambda _: reply

    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(lambda: desk.report().state is AgentState.REFUSED)

    assert desk.report().last_error == (
        "中心不认这台设备：设备已停用。请联系中心管理员。"
    )


# F8
def test_records_that_the_disk_refused_are_told_of_and_written_when_it_works_again(
    desk: Desk,
) -> None:
    desk.outbox.path.mkdir()
    with pytest.raises(RecordsHeld):
        desk.play()
    with pytest.raises(OutboxOverfull):
        desk.play(2)

    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(lambda: desk.report().state is AgentState.STORAGE_FAILING)
        wait_for(lambda: said_to_fail(desk.statuses()))
        desk.outbox.path.rmdir()
        # The word that it waited comes first.
        wait_for(lambda: desk.stored() == 2)

    assert desk.outbox.held == 0


def said_to_fail(statuses: list[DeviceStatus]) -> bool:
    return any(one.state == "storage_failing" for one in statuses)


def test_a_mistake_of_the_program_is_told_and_the_errands_go_on(desk: Desk) -> None:
    path = desk.layout.root / "outbox-player-1.sqlite3"
    path.symlink_to(path)

    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(lambda: desk.report().error_code == "mishap")
        path.unlink()
        wait_for(desk.statuses)

    assert "出了意外（OSError），会自动再试" in desk.report().last_error


# F16
def test_the_centre_s_signed_time_is_taken_and_a_twin_is_told(
    device: Device, desk: Desk
) -> None:
    desk.centre.centre = device.centre
    desk.centre.ahead_s = -3600.0
    desk.centre.twin = True
    programme = device.centre.publish(
        Publication(entries=[device.centre.approved("d-1")])
    )
    device.sync.run()
    for path in device.layout.root.iterdir():
        if path.name != "state.json":
            path.rename(desk.layout.root / path.name)
    adopted = Store(desk.layout.root).adopted()
    desk.standing.tell(adopted=adopted)

    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(lambda: desk.heard)

    assert desk.statuses()[0].programme == programme.digest()
    behind = desk.clock.now() - desk.heard[0]
    assert timedelta(minutes=59) < behind < timedelta(minutes=61)
    assert desk.report().holds(AgentState.TWIN)


def test_a_device_whose_set_is_spoiled_reports_all_the_same(desk: Desk) -> None:
    desk.layout.pointer.write_bytes(b"rubbish")

    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(desk.statuses)

    assert desk.statuses()[0].programme is None


def test_a_recall_is_pending_until_the_centre_has_its_receipt(desk: Desk) -> None:
    receipt = AdoptionReceipt(
        programme_version=2,
        programme="a" * 64,
        at=desk.clock.now(),
        withdrawn=("d-7",),
        vanished=(),
        refused=(),
    )
    posts = dict(desk.server.posts)
    desk.server.posts.clear()
    desk.outbox.append(receipt)
    desk.play(8)

    with beside(desk.errands.run, ring=desk.errands.ring):
        wait_for(lambda: desk.report().untold_recalls == ("d-7", "d-8"))
        pending = desk.report()
        desk.server.posts.update(posts)
        wait_for(lambda: desk.report().untold_recalls == ())

    assert pending.holds(AgentState.RECALL_PENDING)
    assert desk.stored() == 2
    assert desk.statuses()[-1].conditions
