"""What a stick brings is taken in once, by the same judges as over the network."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from programme.canonical import sha256_hex
from programme.enrolment import PURPOSE_STATUS, DeviceStatus
from programme.envelope import seal
from programme.glass import PURPOSE_CAPTURE, CapturePart
from programme.keys import key_id, to_base64url
from programme.records import BatchReceipt
from programme.stick import REQUEST, STATUS, batch_name, part_name
from publishing.device_api.conversations import Conversations
from publishing.errors import StorageFailed
from publishing.evidence.queries import shown_days
from publishing.sticks.errors import StickUnreadable
from publishing.sticks.taking import StickTaker, Taken
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.fleet import DeviceReport
from tests.fakes.delivery import Delivery, FakeDevice
from tests.fakes.hand_clock import NOON
from tests.fakes.intakes import count, painted
from tests.fakes.sticks import left_on, office_of, put_back_on


def batches(device: FakeDevice, size: int = 7) -> dict[str, bytes]:
    """Return a device's chain as files of a stick."""
    runs = [device.links[at : at + size] for at in range(0, len(device.links), size)]
    return {batch_name("player-1", run[0].number): device.batch(run) for run in runs}


def key_of(device: FakeDevice) -> str:
    return key_id(device.key.public)


def status(device: FakeDevice, **changed: object) -> bytes:
    told = DeviceStatus(
        device=device.id,
        state="current",
        said_at=NOON,
        programme_version=1,
        programme=None,
        last_sync_at=None,
        last_error="",
        free_bytes=1,
        unsent_records=0,
    ).model_copy(update=changed)
    return seal(told, PURPOSE_STATUS, device.key).canonical()


# REQ-75
def test_the_same_records_on_three_sticks_are_stored_and_counted_once(
    delivery: Delivery, stick: Path
) -> None:
    device = delivery.enrolled()
    disclosure, _ = painted(delivery, device, 60)
    office = office_of(delivery)

    put_back_on(stick, key_of(device), batches(device))
    taken = [office.take_in(stick)]
    for size in (7, 11):
        put_back_on(stick, key_of(device), batches(device, size))
        taken.append(office.take_in(stick))

    with delivery.county.database.reading() as session:
        [day] = shown_days(session, disclosure)
    assert (day.seconds, day.exposures) == (720, 60)
    assert [one.batches for one in taken] == [9, 9, 6]
    assert count(delivery, EvidenceBatch) == 9
    assert left_on(stick) == {}


def test_records_that_lack_those_before_them_stay_on_the_stick(
    delivery: Delivery, stick: Path
) -> None:
    device = delivery.enrolled()
    painted(delivery, device, 20)
    files = batches(device, 10)
    last = batch_name("player-1", 11)
    put_back_on(stick, key_of(device), {last: files[last]})

    taken = office_of(delivery).take_in(stick)

    assert taken.batches == 0
    assert "前面的记录还没有到" in taken.refused[0]
    assert set(left_on(stick)) == {last}


def test_forged_foreign_and_endless_files_are_refused_one_by_one(
    delivery: Delivery, stick: Path
) -> None:
    device, stranger = delivery.enrolled(), FakeDevice(id="qinghe-x")
    painted(delivery, device, 3)
    stranger.links = device.links
    good = device.batch(device.links)
    put_back_on(
        stick,
        key_of(device),
        {
            batch_name("player-1", 1): good,
            batch_name("player-2", 1): good[:-9] + b"forged__}",
            batch_name("player-3", 1): stranger.batch(device.links),
            batch_name("player-4", 1): b"0" * (2 * 1024 * 1024 + 1),
            "notes.txt": b"not ours",
        },
    )

    taken = office_of(delivery).take_in(stick)

    assert taken.batches == 1
    assert len(taken.refused) == 3
    assert len(left_on(stick)) == 4


def test_a_request_waits_for_people_and_is_gone_when_they_confirmed(
    delivery: Delivery, stick: Path
) -> None:
    device, office = FakeDevice(), office_of(delivery)
    put_back_on(stick, key_of(device), {REQUEST: device.request().canonical()})

    asked = office.take_in(stick)
    delivery.county.clock.forward(hours=2)
    again = office.take_in(stick)
    delivery.devices.confirm(
        delivery.county.people["publisher"],
        code=device.code,
        group="qinghe-hall-screen",
        name="山里的屏",
    )
    known = office.take_in(stick)

    assert asked.waiting == again.waiting == (device.code,)
    assert known == Taken()
    assert left_on(stick) == {}


def test_a_status_is_as_old_as_when_it_was_said(
    delivery: Delivery, stick: Path
) -> None:
    device, office = delivery.enrolled(), office_of(delivery)
    said_at = NOON - timedelta(days=20)
    for changed in (
        {"said_at": said_at, "state": "stale"},
        {"said_at": said_at - timedelta(days=1), "state": "current"},
    ):
        put_back_on(stick, key_of(device), {STATUS: status(device, **changed)})
        office.take_in(stick)

    with delivery.county.database.reading() as session:
        report = session.get_one(DeviceReport, device.id)
    assert report.received_at == said_at
    assert report.status["state"] == "stale"


def test_a_clock_that_runs_ahead_makes_no_status_of_tomorrow(
    delivery: Delivery, stick: Path
) -> None:
    device = delivery.enrolled()
    ahead = status(device, said_at=NOON + timedelta(days=400))
    put_back_on(stick, key_of(device), {STATUS: ahead})

    office_of(delivery).take_in(stick)

    with delivery.county.database.reading() as session:
        assert session.get_one(DeviceReport, device.id).received_at == NOON


def test_a_picture_waits_for_its_record(delivery: Delivery, stick: Path) -> None:
    device = delivery.enrolled()
    picture = b"RIFF" + bytes(60)
    name = sha256_hex(picture)
    part = CapturePart(
        device=device.id,
        picture=name,
        length=len(picture),
        offset=0,
        data=to_base64url(picture),
    )
    sealed = seal(part, PURPOSE_CAPTURE, device.key).canonical()
    put_back_on(stick, key_of(device), {part_name(name, 0): sealed})

    taken = office_of(delivery).take_in(stick)

    assert taken == Taken()
    assert set(left_on(stick)) == {part_name(name, 0)}


def test_a_stick_that_cannot_be_read_is_said_and_nothing_is_lost(
    delivery: Delivery, stick: Path
) -> None:
    device = delivery.enrolled()
    painted(delivery, device, 3)
    put_back_on(stick, key_of(device), batches(device))
    # A folder in the place of a file stands for a torn directory of the stick.
    (stick / "mingbai" / "back" / key_of(device)[:16] / STATUS).mkdir()

    with pytest.raises(StickUnreadable, match="不会重复收"):
        office_of(delivery).take_in(stick)

    assert batch_name("player-1", 1) in left_on(stick)


def test_a_database_that_refuses_leaves_everything_on_the_stick(stick: Path) -> None:
    name = batch_name("player-1", 1)
    put_back_on(stick, "ab" * 32, {name: b"{}"})

    for conversations in (Refusing(StorageFailed("满了")), Refusing(_LOCKED)):
        with pytest.raises(StorageFailed):
            StickTaker(conversations).take(stick)

    assert set(left_on(stick)) == {name}


_LOCKED = OperationalError("INSERT", {}, Exception("database is locked"))


class Refusing(Conversations):
    """Have no room for anything."""

    def __init__(self, refusal: Exception) -> None:  # pylint: disable=super-init-not-called
        self.refusal = refusal

    def take_evidence(self, body: bytes) -> BatchReceipt:
        del body
        raise self.refusal
