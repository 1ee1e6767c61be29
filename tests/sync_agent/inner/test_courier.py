import json
from pathlib import Path

import pytest

from programme.clock import SystemClock
from programme.enrolment import PURPOSE_BATCH
from programme.envelope import Envelope, unseal
from programme.keys import SigningKey
from programme.records import Batch, BatchReceipt, GoneReceipt
from sync_agent.disk import DiskRefused
from sync_agent.inner.courier import MOST_RECORDS, Courier
from sync_agent.inner.device_api import ChainAhead, DeviceApi
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import AnswerRefused
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, Submission, open_outbox
from sync_agent.outbox_file import path_of
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import CentreServer, Reply, error_body, serving
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


def courier_of(
    root: Path, http: Http, server: CentreServer, key: SigningKey
) -> Courier:
    return Courier(
        Layout(root),
        api=DeviceApi(http, server.url, key),
        device=DEVICE,
        keep=100,
        clock=SystemClock(),
    )


def fill(root: Path, program: str, *disclosures: str) -> str:
    """Put records into a new chain, and return its writer."""
    clock = SystemClock()
    outbox = open_outbox(root, program, clock)
    for disclosure in disclosures:
        outbox.append(GoneReceipt(disclosure=disclosure, at=clock.now()))
    outbox.close()
    return outbox.writer


def test_a_chain_whose_file_is_destroyed_holds_up_no_other(
    tmp_path: Path, http: Http, server: CentreServer
) -> None:
    destroyed, whole = fill(tmp_path, "kiosk", "d-1"), fill(tmp_path, "player", "d-2")
    path_of(tmp_path, destroyed).write_bytes(b"no database at all" * 100)
    key = SigningKey.generate()
    fake = FakeDeviceApi(FakeCentre(tmp_path / "r"), server, public=key.public)
    courier = courier_of(tmp_path, http, server, key)
    before = courier.unsent()

    delivered = courier.deliver()

    assert before == 1
    assert (delivered.records, delivered.unsent) == (1, 0)
    assert list(fake.chains) == [whole]


def test_a_chain_whose_file_the_disk_refuses_holds_up_no_other(
    tmp_path: Path, http: Http, server: CentreServer
) -> None:
    refused, whole = fill(tmp_path, "agent", "d-1"), fill(tmp_path, "player", "d-2")
    path_of(tmp_path, refused).unlink()
    path_of(tmp_path, refused).mkdir()
    key = SigningKey.generate()
    fake = FakeDeviceApi(FakeCentre(tmp_path / "r"), server, public=key.public)

    with pytest.raises(DiskRefused):
        courier_of(tmp_path, http, server, key).deliver()

    assert list(fake.chains) == [whole]


def test_a_batch_of_which_nothing_was_stored_stays_here(
    tmp_path: Path, http: Http, server: CentreServer
) -> None:
    writer = fill(tmp_path, "player", "d-1", "d-2")
    receipt = BatchReceipt(device=DEVICE, writer=writer, stored_to=0)
    server.posts["/device/evidence"] = lambda _: Reply(body=receipt.canonical())
    courier = courier_of(tmp_path, http, server, SigningKey.generate())

    delivered = courier.deliver()

    assert (delivered.records, delivered.unsent) == (0, 2)
    assert len(server.posted) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_a_centre_that_is_busy_is_left_in_peace(
    tmp_path: Path, http: Http, server: CentreServer, status: int
) -> None:
    fill(tmp_path, "kiosk", "d-1")
    fill(tmp_path, "player", "d-2")
    server.posts["/device/evidence"] = lambda _: Reply(
        status=status, headers={"Retry-After": "9"}
    )

    with pytest.raises(AnswerRefused) as refusal:
        courier_of(tmp_path, http, server, SigningKey.generate()).deliver()

    assert len(server.posted) == 1
    assert refusal.value.later_s == 9


def test_records_go_in_batches_and_each_of_them_once(
    tmp_path: Path, http: Http, server: CentreServer
) -> None:
    clock, key = SystemClock(), SigningKey.generate()
    outbox = open_outbox(tmp_path, "player", clock)
    outbox.append_all(
        [
            Submission(
                client_id=f"c-{number}",
                record=GoneReceipt(disclosure=f"d-{number}", at=clock.now()),
            )
            for number in range(MOST_RECORDS + 1)
        ]
    )
    outbox.close()
    fake = FakeDeviceApi(FakeCentre(tmp_path / "r"), server, public=key.public)
    courier = courier_of(tmp_path, http, server, key)

    first, second = courier.deliver(), courier.deliver()

    assert (first.records, second.records) == (MOST_RECORDS + 1, 0)
    assert len(server.posted) == 2
    assert len(fake.chains[outbox.writer]) == MOST_RECORDS + 1


def test_a_receipt_that_comes_while_a_month_of_plays_is_on_its_way_goes_next(
    tmp_path: Path, http: Http, server: CentreServer
) -> None:
    key = SigningKey.generate()
    plays = [f"d-{number}" for number in range(2 * MOST_RECORDS + 1)]
    player, agent = fill_at_once(tmp_path, "player", plays), "agent-1"
    fake = FakeDeviceApi(FakeCentre(tmp_path / "r"), server, public=key.public)
    came: list[str] = []

    def store(envelope: Envelope) -> Reply:
        batch = unseal(envelope, Batch, PURPOSE_BATCH, key.public)
        if not came:
            fill_at_once(tmp_path, "agent", ["recalled"], writer=agent)
        came.append(batch.writer)
        return fake.store(envelope)

    server.posts["/device/evidence"] = store

    courier_of(tmp_path, http, server, key).deliver()

    assert came == [player, agent, player, player]


def fill_at_once(
    root: Path, program: str, disclosures: list[str], *, writer: str = ""
) -> str:
    """Put records into a chain in one commit, and return its writer."""
    clock = SystemClock()
    outbox = open_outbox(root, program, clock)
    if writer:
        outbox = Outbox(path_of(root, writer), writer, clock)
    outbox.append_all(
        [
            Submission(
                client_id=one, record=GoneReceipt(disclosure=one, at=clock.now())
            )
            for one in disclosures
        ]
    )
    outbox.close()
    return outbox.writer
