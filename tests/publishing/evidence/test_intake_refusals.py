import pytest

from programme.enrolment import PURPOSE_BATCH
from programme.envelope import seal
from programme.errors import DocumentMalformed, SignatureRefused
from programme.records import (
    Batch,
)
from publishing.evidence.errors import ChainRefused, WrongDevice
from publishing.fleet.errors import DeviceRevoked, DeviceUnknown
from publishing.tables.evidence import (
    EvidenceBatch,
    PaintedDay,
    RefusedBatch,
)
from tests.fakes.delivery import Delivery, FakeDevice, play
from tests.fakes.intakes import count, painted


# B19
def test_an_edited_record_is_refused_and_nothing_of_its_batch_is_kept(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    disclosure, manifest = painted(delivery, device, 3)
    longer = play(disclosure, manifest, seconds=3600)
    bad = device.links[1].model_copy(update={"record": longer})

    body = device.batch([device.links[0], bad, device.links[2]])

    for _ in range(2):
        with pytest.raises(ChainRefused, match="第 3 条"):
            delivery.conversations.take_evidence(body)

    assert count(delivery, PaintedDay) == 0
    assert count(delivery, RefusedBatch) == 1


# B19
def test_another_devices_records_are_refused(delivery: Delivery) -> None:
    device, other = delivery.enrolled(), delivery.enrolled(name="大厅二号屏")
    painted(delivery, device, 1)
    batch = Batch(device=device.id, writer="player-1", records=tuple(device.links))

    with pytest.raises(WrongDevice):
        delivery.conversations.take_evidence(
            seal(batch, PURPOSE_BATCH, other.key).canonical()
        )

    assert count(delivery, EvidenceBatch) == 0


def test_a_batch_signed_with_another_key_is_refused(delivery: Delivery) -> None:
    device, stranger = delivery.enrolled(), FakeDevice()
    painted(delivery, device, 1)
    stranger.id = device.id
    good = stranger.batch(device.links)
    forged = good.replace(seal_key(good), seal_key(device.batch(device.links)))

    with pytest.raises(DeviceUnknown):
        delivery.conversations.take_evidence(good)
    with pytest.raises(SignatureRefused):
        delivery.conversations.take_evidence(forged)


def seal_key(body: bytes) -> bytes:
    start = body.index(b'"key":"') + 7
    return body[start : start + 64]


def test_bytes_that_are_no_envelope_are_refused(delivery: Delivery) -> None:
    with pytest.raises(DocumentMalformed):
        delivery.conversations.take_evidence(b"{}")


def test_a_revoked_device_delivers_nothing_more(delivery: Delivery) -> None:
    device = delivery.enrolled()
    painted(delivery, device, 1)
    delivery.devices.revoke(
        delivery.county.people["publisher"], device.id, reason="遗失"
    )

    with pytest.raises(DeviceRevoked):
        delivery.conversations.take_evidence(device.batch(device.links))
