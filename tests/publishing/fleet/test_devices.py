import pytest

from programme.boards import DisplayKind
from programme.enrolment import (
    PURPOSE_STATUS,
    PURPOSE_TIME,
    DeviceStatus,
    EnrolmentAccepted,
    EnrolmentWaiting,
    SignedTime,
)
from programme.envelope import seal, unseal
from programme.errors import SignatureRefused
from programme.keys import from_base64url
from publishing.errors import NotAllowed, NotThere, Refused, StateForbids
from publishing.fleet.errors import (
    DeviceRevoked,
    DeviceUnknown,
    EnrolmentExpired,
    EnrolmentRefused,
)
from publishing.fleet.matching import MOST_PENDING, CodeWrong, TooManyMisses
from publishing.oversight.journal import page
from publishing.tables.fleet import DeviceState
from tests.fakes.delivery import SCREEN, TIME_KEY, Delivery, FakeDevice
from tests.fakes.hand_clock import NOON


def confirm(delivery: Delivery, code: str, *, by: str = "publisher") -> str:
    staff = delivery.county.people[by]
    return delivery.devices.confirm(staff, code=code, group=SCREEN, name="一号屏").id


def status(device: FakeDevice, *vanished: str) -> bytes:
    said = DeviceStatus(
        device=device.id,
        state="fresh",
        said_at=NOON,
        programme_version=3,
        programme=None,
        last_sync_at=NOON,
        last_error="",
        free_bytes=10**9,
        unsent_records=0,
        vanished=vanished,
    )
    return seal(said, PURPOSE_STATUS, device.key).canonical()


def acts(delivery: Delivery) -> list[str]:
    with delivery.county.database.reading() as session:
        return [entry.act for entry in page(session)]


def test_a_device_waits_until_its_code_is_confirmed(delivery: Delivery) -> None:
    device = FakeDevice()

    before = delivery.conversations.enrol(device.request().canonical())
    name = confirm(delivery, "abcd 2345")
    after = delivery.conversations.enrol(device.request().canonical())

    assert isinstance(before, EnrolmentWaiting)
    assert isinstance(after, EnrolmentAccepted)
    assert (after.device, after.group) == (name, SCREEN)
    root = delivery.places.metadata / "1.root.json"
    assert from_base64url(after.root_metadata) == root.read_bytes()
    assert "device.enrolled" in acts(delivery)


def test_staff_see_who_waits_but_not_the_code(delivery: Delivery) -> None:
    delivery.conversations.enrol(FakeDevice().request().canonical())

    [view] = delivery.devices.pending(delivery.county.people["publisher"])

    assert view.hostname == "hall-1"
    assert "ABCD2345" not in repr(view)


def test_wrong_codes_are_counted_and_journalled(delivery: Delivery) -> None:
    delivery.conversations.enrol(FakeDevice().request().canonical())

    for _ in range(5):
        with pytest.raises(CodeWrong):
            confirm(delivery, "WRNG2222")
    with pytest.raises(TooManyMisses):
        confirm(delivery, "ABCD2345")
    delivery.county.clock.forward(minutes=11)

    assert confirm(delivery, "ABCD2345")
    assert acts(delivery).count("device.code_wrong") == 5


def test_a_code_expires_and_a_new_one_counts(delivery: Delivery) -> None:
    device = FakeDevice()
    delivery.conversations.enrol(device.request().canonical())
    delivery.county.clock.forward(minutes=31)

    with pytest.raises(EnrolmentExpired):
        delivery.conversations.enrol(device.request().canonical())
    with pytest.raises(CodeWrong):
        confirm(delivery, "ABCD2345")
    delivery.conversations.enrol(device.request(code="WXYZ6789").canonical())

    assert confirm(delivery, "WXYZ6789")


def test_only_so_many_devices_wait_at_once(delivery: Delivery) -> None:
    for _ in range(MOST_PENDING):
        delivery.conversations.enrol(FakeDevice().request().canonical())

    with pytest.raises(EnrolmentRefused, match="太多"):
        delivery.conversations.enrol(FakeDevice().request().canonical())


def test_a_request_signed_by_another_key_is_refused(delivery: Delivery) -> None:
    device, thief = FakeDevice(), FakeDevice()
    request = device.request()
    stolen = thief.request().model_copy(update={"payload": request.payload})

    with pytest.raises(EnrolmentRefused, match="签"):
        delivery.conversations.enrol(stolen.canonical())


def test_a_kiosk_is_not_taken_into_a_screens_group(delivery: Delivery) -> None:
    delivery.conversations.enrol(FakeDevice().request(DisplayKind.KIOSK).canonical())

    with pytest.raises(Refused, match="触摸一体机"):
        confirm(delivery, "ABCD2345")


@pytest.mark.parametrize("name", ["", "   ", "长" * 61])
def test_a_device_needs_a_name_of_fair_length(delivery: Delivery, name: str) -> None:
    delivery.conversations.enrol(FakeDevice().request().canonical())

    with pytest.raises(Refused, match="名字"):
        delivery.devices.confirm(
            delivery.county.people["publisher"],
            code="ABCD2345",
            group=SCREEN,
            name=name,
        )


def test_a_group_that_is_not_there_takes_no_device(delivery: Delivery) -> None:
    with pytest.raises(NotThere, match="分组"):
        delivery.devices.confirm(
            delivery.county.people["publisher"], code="A", group="nowhere", name="屏"
        )


@pytest.mark.parametrize("who", ["drafter", "reviewer", "approver"])
def test_only_the_office_and_administrators_keep_devices(
    delivery: Delivery, who: str
) -> None:
    device = delivery.enrolled()
    actor = delivery.county.people[who]

    with pytest.raises(NotAllowed):
        delivery.devices.pending(actor)
    with pytest.raises(NotAllowed):
        confirm(delivery, "ABCD2345", by=who)
    with pytest.raises(NotAllowed):
        delivery.devices.revoke(actor, device.id, reason="遗失")


def test_a_status_is_answered_with_the_signed_time_and_listed(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()

    answer = delivery.conversations.take_status(status(device))
    delivery.county.clock.forward(seconds=90)

    told = unseal(answer, SignedTime, PURPOSE_TIME, TIME_KEY.public)
    [view] = delivery.devices.listing(delivery.county.people["approver"])
    assert told.at == NOON
    assert view.age_s == 90
    assert view.status is not None
    assert view.status.programme_version == 3


def test_a_second_status_replaces_the_first(delivery: Delivery) -> None:
    device = delivery.enrolled()

    delivery.conversations.take_status(status(device))
    delivery.conversations.take_status(status(device))

    assert len(delivery.devices.listing(delivery.county.people["publisher"])) == 1


def test_a_status_about_another_device_is_refused(delivery: Delivery) -> None:
    device, other = delivery.enrolled(), delivery.enrolled(name="二号屏")
    liar = FakeDevice(key=device.key, id=other.id)

    with pytest.raises(SignatureRefused, match="别的设备"):
        delivery.conversations.take_status(status(liar))
    with pytest.raises(DeviceUnknown):
        delivery.conversations.take_status(status(FakeDevice(id="nobody")))


def test_what_vanished_unsigned_is_journalled_once_until_it_is_over(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()

    delivery.conversations.take_status(status(device, "d-1"))
    delivery.conversations.take_status(status(device, "d-1"))
    delivery.conversations.take_status(status(device))
    delivery.conversations.take_status(status(device, "d-1"))

    assert acts(delivery).count("device.vanished") == 2


def test_a_revoked_device_is_known_no_more(delivery: Delivery) -> None:
    device = delivery.enrolled()
    keeper = delivery.county.people["publisher"]

    delivery.devices.revoke(keeper, device.id, reason="遗失")

    [view] = delivery.devices.listing(keeper)
    assert (view.state, view.revoke_reason) == (DeviceState.REVOKED, "遗失")
    assert "device.revoked" in acts(delivery)
    with pytest.raises(DeviceRevoked):
        delivery.conversations.enrol(device.request().canonical())
    with pytest.raises(StateForbids):
        delivery.devices.revoke(keeper, device.id, reason="再来一次")


def test_revoking_needs_a_device_and_a_reason(delivery: Delivery) -> None:
    device = delivery.enrolled()
    keeper = delivery.county.people["publisher"]

    with pytest.raises(Refused, match="原因"):
        delivery.devices.revoke(keeper, device.id, reason=" ")
    with pytest.raises(NotThere):
        delivery.devices.revoke(keeper, "nobody", reason="遗失")
