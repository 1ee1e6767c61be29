import json
from pathlib import Path

import pytest

from programme.clock import SystemClock
from programme.enrolment import PURPOSE_BATCH
from programme.envelope import Envelope, unseal
from programme.keys import SigningKey
from programme.records import Batch, GoneReceipt
from sync_agent.inner.courier import Courier
from sync_agent.inner.device_api import ChainAhead, DeviceApi
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


@pytest.mark.parametrize(("keep", "stored"), [(100, 8), (0, 3)])
def test_a_centre_that_was_set_back_gets_again_what_is_still_here(
    tmp_path: Path, keep: int, stored: int
) -> None:
    clock, key = SystemClock(), SigningKey.generate()
    outbox = open_outbox(tmp_path, "player", clock)

    def play(first: int, last: int) -> None:
        for number in range(first, last):
            outbox.append(GoneReceipt(disclosure=f"d-{number}", at=clock.now()))

    play(0, 7)
    with serving(FakeCentre(tmp_path / "repository").folder) as server:
        fake = FakeDeviceApi(FakeCentre(tmp_path / "r"), server, public=key.public)

        def store(envelope: Envelope) -> Reply:
            batch = unseal(envelope, Batch, PURPOSE_BATCH, key.public)
            known = len(fake.chains.get(batch.writer, []))
            if batch.records[0].number > known + 1:
                error = {"code": "chain_ahead", "message": "少", "number": known + 1}
                return Reply(status=409, body=json.dumps({"error": error}).encode())
            return fake.store(envelope)

        server.posts["/device/evidence"] = store
        http = Http(ca_file=None, read_timeout_s=2, total_timeout_s=5)
        courier = Courier(
            Layout(tmp_path),
            api=DeviceApi(http, server.url, key),
            device=DEVICE,
            keep=keep,
            clock=clock,
        )
        courier.deliver()
        del fake.chains[outbox.writer][3:]
        play(7, 8)

        if stored == 8:
            assert courier.deliver().unsent == 0
        else:
            with pytest.raises(ChainAhead):
                courier.deliver()
        http.close()

    assert [link.number for link in fake.chains[outbox.writer]] == list(
        range(1, stored + 1)
    )
    outbox.close()
