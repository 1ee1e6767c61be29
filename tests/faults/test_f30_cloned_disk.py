import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from programme.keys import SigningKey
from programme.records import GoneReceipt
from publishing.evidence.batches import stored_links
from publishing.inspection.condition import Condition
from publishing.inspection.fleet import Fleet
from publishing.release.others import people_of
from sync_agent.inner.courier import Courier
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import AnswerRefused
from sync_agent.inner.standing import Standing
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, open_outbox
from sync_agent.state import AgentState
from tests.fakes.centre_server import serving
from tests.fakes.delivery import TIME_KEY, Delivery, FakeDevice, new_delivery
from tests.fakes.real_door import open_real_door

EVERY = timedelta(minutes=5)
"""How often a device says how it fares, by default."""
ROUNDS = int(os.environ.get("MINGBAI_F30_ROUNDS", "4"))
"""In full a day of them."""
PEOPLE = people_of(approval=SigningKey.generate(), time=TIME_KEY)

pytestmark = pytest.mark.fault


@dataclass(slots=True)
class Machine:
    """Be one machine with a disk: it records, delivers and says how it fares."""

    courier: Courier
    standing: Standing
    outbox: Outbox
    delivery: Delivery

    def speak(self) -> AgentState:
        """Do one round; return the state that the machine is in then."""
        now = self.delivery.county.clock.now()
        self.outbox.append(GoneReceipt(disclosure="d-1", at=now))
        with suppress(AnswerRefused):
            self.courier.deliver()
        told = self.courier.report(self.standing.tell(), programme=None, people=PEOPLE)
        assert told is not None
        return self.standing.tell(twin=told.word.twin).state


@contextmanager
def machine(
    root: Path, name: str, device: FakeDevice, delivery: Delivery, api: DeviceApi
) -> Iterator[Machine]:
    clock = delivery.county.clock
    layout, outbox = Layout(root), open_outbox(root, "agent", clock)
    courier = Courier(
        layout,
        api=api,
        device=device.id,
        keep=9,
        clock=clock,
        run=name,
    )
    standing = Standing(layout, clock, stale_after_s=10**9)
    standing.tell(device=device.id, group="qinghe-hall-screen")
    yield Machine(courier, standing, outbox, delivery)
    outbox.close()


# REQ-75
def test_both_machines_of_a_copied_disk_are_flagged_within_a_day(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    (tmp_path / "www").mkdir()
    http = Http(ca_file=None, read_timeout_s=20, total_timeout_s=60)
    with new_delivery(tmp_path) as delivery, serving(tmp_path / "www") as server:
        open_real_door(server, delivery)
        device, clock = delivery.enrolled(), delivery.county.clock
        api = DeviceApi(http, server.url, device.key)
        with machine(first, "run-a", device, delivery, api) as one:
            one.speak()
            shutil.copytree(first, second)
            copied_at, flagged = clock.now(), dict.fromkeys(("one", "two"), None)
            with machine(second, "run-b", device, delivery, api) as two:
                for _ in range(ROUNDS):
                    clock.forward(seconds=EVERY.total_seconds())
                    states = {"one": one.speak(), "two": two.speak()}
                    for name, state in states.items():
                        if state is AgentState.TWIN and flagged[name] is None:
                            flagged[name] = clock.now() - copied_at
            fleet = Fleet(acting=delivery.county.cases.acting, devices=delivery.devices)
            [tile] = fleet.tiles(delivery.county.people["publisher"])
            with delivery.county.database.reading() as session:
                stored = list(
                    stored_links(
                        session, device.id, one.outbox.writer, first=1, last=10**6
                    )
                )
    http.close()

    took = [span for span in flagged.values() if span is not None]
    assert len(took) == 2
    assert max(took) <= timedelta(hours=24)
    assert tile.health.condition is Condition.TWIN
    assert [link.number for link in stored] == list(range(1, len(stored) + 1))
    # What the copy wrote after the copying stands in no chain of the first machine's.
    assert len(stored) == 1 + ROUNDS
    record_property("outcome", f"both flagged after {max(took)}")
