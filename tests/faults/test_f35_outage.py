import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from programme.envelope import Envelope
from programme.records import PlayRecord
from publishing.evidence.batches import stored_links
from sync_agent.inner.courier import Courier
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import AnswerRefused, CentreUnreachable
from sync_agent.layout import Layout
from sync_agent.outbox import Submission, open_outbox
from tests.fakes.centre_server import Reply, serving
from tests.fakes.delivery import Delivery, new_delivery, play
from tests.fakes.hand_clock import NOON
from tests.fakes.moving_clock import MovingClock
from tests.fakes.ports import free_port

DAYS = 30
PER_DAY = int(os.environ.get("MINGBAI_F35_PER_DAY", "20"))
"""In full 2,400: ten hours at fifteen seconds."""

pytestmark = pytest.mark.fault


def plays_of(day: datetime) -> Iterator[PlayRecord]:
    for number in range(PER_DAY):
        at = day + timedelta(seconds=12 * number)
        yield play(f"d-{number % 7}", "b" * 64, at=at)


class FlakyCentre:
    """Be the real centre behind a line that drops every third answer."""

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery
        self.asked = 0

    def take(self, envelope: Envelope) -> Reply:
        self.asked += 1
        taken = self.delivery.conversations.take_evidence(envelope.canonical())
        if self.asked % 3 == 0:
            return Reply(status=503)
        return Reply(body=taken.canonical())


# REQ-75
def test_thirty_days_of_outage_are_delivered_every_record_once_and_in_order(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    clock, root = MovingClock(NOON - timedelta(days=DAYS)), tmp_path / "device"
    root.mkdir()
    (tmp_path / "www").mkdir()
    http = Http(ca_file=None, read_timeout_s=20, total_timeout_s=60)
    with new_delivery(tmp_path) as delivery, serving(tmp_path / "www") as server:
        device, centre = delivery.enrolled(), FlakyCentre(delivery)
        outbox = open_outbox(root, "player", clock)

        def courier(url: str) -> Courier:
            api = DeviceApi(http, url, device.key)
            return Courier(Layout(root), api=api, device=device.id, keep=9, clock=clock)

        made: list[PlayRecord] = []
        for _ in range(DAYS):
            some = list(plays_of(clock.now()))
            made += some
            outbox.append_all([submission(record) for record in some])
            clock.forward(timedelta(days=1))
            with pytest.raises(CentreUnreachable):
                courier(f"http://127.0.0.1:{free_port()}").deliver()
        server.posts = {"/device/evidence": centre.take}
        while courier(server.url).unsent():
            with suppress(AnswerRefused):
                courier(server.url).deliver()
        with delivery.county.database.reading() as session:
            stored = list(
                stored_links(session, device.id, outbox.writer, first=1, last=10**6)
            )
        outbox.close()
    http.close()

    assert [link.number for link in stored] == list(range(1, len(made) + 1))
    assert [link.record for link in stored] == made
    assert len(made) == DAYS * PER_DAY
    assert centre.asked > len(made) // 500
    told = f"{len(stored)} of {len(made)} records stored, once, in order"
    record_property("outcome", told)


def submission(record: PlayRecord) -> Submission:
    return Submission(client_id=record.from_at.isoformat(), record=record)
