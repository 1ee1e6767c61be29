from collections.abc import Callable
from pathlib import Path

import pytest

from programme.clock import SystemClock
from programme.keys import SigningKey
from programme.records import GoneReceipt
from sync_agent.drain import Drain
from sync_agent.inner.courier import Courier
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import AnswerRefused
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, Submission, open_outbox
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import serving
from tests.fakes.running_agent import DEVICE, FakeDeviceApi

RECORDS = 1200

pytestmark = pytest.mark.fault


def gone(outbox: Outbox, clock: SystemClock, first: int, count: int) -> None:
    outbox.append_all(
        [
            Submission(
                client_id=f"c-{number}",
                record=GoneReceipt(disclosure=f"d-{number}", at=clock.now()),
            )
            for number in range(first, first + count)
        ]
    )


def test_evidence_whose_receipts_are_lost_is_delivered_again_and_stored_once(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    clock, layout = SystemClock(), Layout(tmp_path)
    centre = FakeCentre(tmp_path / "repository")
    key = SigningKey.generate()
    player, kiosk = (open_outbox(tmp_path, p, clock) for p in ("player", "kiosk"))
    gone(player, clock, 0, RECORDS)
    gone(kiosk, clock, 0, 10)
    with serving(centre.folder) as server:
        fake = FakeDeviceApi(centre, server, public=key.public, lose_receipts=4)
        http = Http(ca_file=None, read_timeout_s=2, total_timeout_s=5)
        courier = Courier(
            layout,
            api=DeviceApi(http, server.url, key),
            device=DEVICE,
            keep=100,
            clock=clock,
        )
        for _ in range(4):
            with pytest.raises(AnswerRefused):
                courier.deliver()
        delivered = courier.deliver()
        gone(player, clock, RECORDS, 5)
        again = courier.deliver()
        nothing = courier.deliver()
        http.close()

    assert delivered.unsent == 0
    assert (again.records, nothing.records) == (5, 0)
    assert len(fake.chains[player.writer]) == RECORDS + 5
    assert len(fake.chains[kiosk.writer]) == 10
    told = f"{RECORDS + 15} records, 4 receipts lost, each stored once"
    record_property("outcome", told)
    with Drain(tmp_path, player.writer, clock) as drain:
        assert drain.count() == 0
    player.close()
    kiosk.close()
