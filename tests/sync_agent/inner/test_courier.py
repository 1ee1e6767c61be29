from pathlib import Path

import pytest

from programme.clock import SystemClock
from programme.enrolment import PURPOSE_BATCH
from programme.envelope import Envelope, unseal
from programme.keys import SigningKey
from programme.records import Batch, GoneReceipt
from sync_agent.inner.courier import Courier
from sync_agent.inner.device_api import DeviceApi
from sync_agent.inner.http import AnswerRefused, Http
from sync_agent.layout import Layout
from sync_agent.outbox import open_outbox
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import Reply, error_body, serving
from tests.fakes.running_agent import DEVICE, FakeDeviceApi


@pytest.mark.parametrize("status", [400, 409, 500])
def test_a_chain_that_the_centre_will_not_have_holds_up_no_other(
    tmp_path: Path, status: int
) -> None:
    clock, key = SystemClock(), SigningKey.generate()
    first, second = (open_outbox(tmp_path, p, clock) for p in ("agent", "player"))
    for outbox in (first, second):
        outbox.append(GoneReceipt(disclosure="d-1", at=clock.now()))
    with serving(FakeCentre(tmp_path / "repository").folder) as server:
        fake = FakeDeviceApi(FakeCentre(tmp_path / "r"), server, public=key.public)

        def store(envelope: Envelope) -> Reply:
            batch = unseal(envelope, Batch, PURPOSE_BATCH, key.public)
            if batch.writer == first.writer:
                return Reply(status=status, body=error_body("refused", "没有收"))
            return fake.store(envelope)

        server.posts["/device/evidence"] = store
        http = Http(ca_file=None, read_timeout_s=2, total_timeout_s=5)
        courier = Courier(
            Layout(tmp_path),
            api=DeviceApi(http, server.url, key),
            device=DEVICE,
            keep=100,
            clock=clock,
        )

        with pytest.raises(AnswerRefused):
            courier.deliver()
        http.close()

    assert len(fake.chains[second.writer]) == 1
    assert courier.unsent() == 1
    first.close()
    second.close()
