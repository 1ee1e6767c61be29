from datetime import timedelta

import pytest

from programme.canonical import sha256_hex
from programme.envelope import seal
from programme.glass import PURPOSE_CAPTURE, CapturePart, CaptureReceipt
from programme.keys import to_base64url
from publishing.evidence.errors import CaptureUnknown, WrongDevice
from publishing.tables.glass import CaptureRow
from tests.fakes.delivery import Delivery, FakeDevice
from tests.fakes.glasses import capture_of
from tests.fakes.hand_clock import NOON

PICTURE = b"RIFF" + bytes(range(256)) * 40


def sent(
    delivery: Delivery,
    device: FakeDevice,
    offset: int,
    data: bytes,
    *,
    length: int = len(PICTURE),
    named: str = "",
) -> CaptureReceipt:
    part = CapturePart(
        device=named or device.id,
        picture=sha256_hex(PICTURE),
        length=length,
        offset=offset,
        data=to_base64url(data),
    )
    body = seal(part, PURPOSE_CAPTURE, device.key).canonical()
    return delivery.conversations.take_capture(body)


@pytest.fixture
def device(delivery: Delivery) -> FakeDevice:
    made = delivery.enrolled()
    made.add(capture_of(PICTURE, NOON - timedelta(minutes=1)))
    delivery.conversations.take_evidence(made.batch(made.links))
    return made


def test_a_picture_comes_in_parts_and_is_kept_once_it_is_what_the_chain_names(
    delivery: Delivery, device: FakeDevice
) -> None:
    first = sent(delivery, device, 0, PICTURE[:1000])
    astray = sent(delivery, device, 5000, PICTURE[5000:])
    whole = sent(delivery, device, 1000, PICTURE[1000:])
    again = sent(delivery, device, 0, PICTURE[:1000])

    name = sha256_hex(PICTURE)
    with delivery.county.database.reading() as session:
        row = session.get_one(CaptureRow, (device.id, name))
    assert [r.have for r in (first, astray, whole, again)] == [
        1000,
        1000,
        len(PICTURE),
        len(PICTURE),
    ]
    assert row.stored_at == delivery.county.clock.now()
    assert row.part is None
    assert delivery.county.services.pictures.get(name) == PICTURE


def test_a_picture_that_is_another_is_thrown_away_and_begun_again(
    delivery: Delivery, device: FakeDevice
) -> None:
    spoilt = sent(delivery, device, 0, PICTURE[:-1] + b"!")
    too_long = sent(delivery, device, 0, PICTURE + b"!")
    other = sent(delivery, device, 0, b"x", length=1)

    assert (spoilt.have, spoilt.wanted) == (0, True)
    assert too_long.have == 0
    assert not other.wanted


def test_a_picture_that_no_record_names_and_another_devices_are_refused(
    delivery: Delivery, device: FakeDevice
) -> None:
    other = delivery.enrolled(name="大厅二号屏")

    with pytest.raises(CaptureUnknown):
        sent(delivery, other, 0, PICTURE)
    with pytest.raises(WrongDevice):
        sent(delivery, device, 0, PICTURE, named=other.id)
