from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from programme.chain import digest_of
from programme.keys import SigningKey
from programme.records import ChainedRecord, GoneReceipt
from publishing.evidence.batches import stored_links
from publishing.release.others import people_of
from publishing.tables.evidence import EvidenceBatch, EvidenceGap, WriterHead
from publishing.tables.glass import EvidenceSpan
from sync_agent.inner.courier import Courier
from sync_agent.inner.device_api import ChainAhead, DeviceApi
from sync_agent.inner.http import Http
from sync_agent.layout import Layout
from sync_agent.outbox import open_outbox
from tests.fakes.centre_server import serving
from tests.fakes.delivery import TIME_KEY, Delivery, FakeDevice, new_delivery
from tests.fakes.real_door import open_real_door

PEOPLE = people_of(approval=SigningKey.generate(), time=TIME_KEY)
STRANGERS = people_of(approval=SigningKey.generate(), time=SigningKey.generate())

pytestmark = pytest.mark.fault


def set_back(delivery: Delivery, device: FakeDevice, writer: str, number: int) -> None:
    """Let the centre be what it was when it had so many records of a chain."""
    with delivery.county.database.session() as session:
        kept = list(stored_links(session, device.id, writer, first=1, last=number))
        late = select(EvidenceBatch.id).where(EvidenceBatch.last_number > number)
        session.execute(delete(EvidenceSpan).where(EvidenceSpan.batch_id.in_(late)))
        session.execute(delete(EvidenceBatch).where(EvidenceBatch.last_number > number))
        head = session.get_one(WriterHead, (device.id, writer))
        head.number, head.digest = number, digest_of(kept[-1])


def held_by_the_centre(
    delivery: Delivery, device: FakeDevice, writer: str
) -> tuple[list[ChainedRecord], EvidenceGap]:
    with delivery.county.database.reading() as session:
        stored = list(stored_links(session, device.id, writer, first=1, last=99))
        [gap] = session.scalars(select(EvidenceGap))
        session.expunge_all()
        return stored, gap


def name_of(link: ChainedRecord) -> str:
    record = link.record
    return record.disclosure if isinstance(record, GoneReceipt) else "gap"


# REQ-75
def test_a_centre_set_back_further_than_devices_remember_goes_on_over_a_signed_gap(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    root, www = tmp_path / "device", tmp_path / "www"
    root.mkdir()
    www.mkdir()
    http = Http(ca_file=None, read_timeout_s=20, total_timeout_s=60)
    with new_delivery(tmp_path) as delivery, serving(www) as server:
        open_real_door(server, delivery)
        device, clock = delivery.enrolled(), delivery.county.clock
        outbox = open_outbox(root, "player", clock)
        known = [STRANGERS]
        courier = Courier(
            Layout(root),
            api=DeviceApi(http, server.url, device.key),
            device=device.id,
            keep=0,
            clock=clock,
            people=lambda: known[0],
        )

        def gone(first: int, last: int) -> None:
            for number in range(first, last + 1):
                outbox.append(GoneReceipt(disclosure=f"d-{number}", at=clock.now()))

        for first, last in ((1, 2), (3, 8)):
            gone(first, last)
            courier.deliver()
        set_back(delivery, device, outbox.writer, 2)
        gone(9, 9)

        with pytest.raises(ChainAhead):
            # Nobody whom the device knows has signed where the chain ends.
            courier.deliver()
        known[0] = PEOPLE
        after = courier.deliver()
        gone(10, 10)
        courier.deliver()
        stored, gap = held_by_the_centre(delivery, device, outbox.writer)
        outbox.close()
    http.close()

    assert after.unsent == 0
    assert [name_of(one) for one in stored] == [
        "d-1",
        "d-2",
        "gap",
        "d-8",
        "d-9",
        "d-10",
    ]
    assert [one.number for one in stored] == [1, 2, 3, 4, 5, 6]
    assert (gap.first_lost, gap.last_lost, gap.reason) == (3, 7, "restored")
    record_property("outcome", "5 lost records named in 1 gap record, chain goes on")
