import pytest

from programme.enrolment import (
    PURPOSE_STATUS,
    PURPOSE_TIME,
    DeviceStatus,
    Restart,
    Restarted,
    SignedTime,
)
from programme.envelope import seal, unseal
from publishing.errors import NotAllowed, NotThere, StateForbids
from publishing.fleet.restarts import Restarts
from publishing.tables.journal import JournalEntry
from tests.fakes.delivery import TIME_KEY, Delivery, FakeDevice


@pytest.fixture
def restarts(delivery: Delivery) -> Restarts:
    return delivery.devices.restarts


def told(
    delivery: Delivery, device: FakeDevice, restarted: str | None = None
) -> Restart | None:
    """Let a device report; return what it is told to start anew."""
    status = DeviceStatus(
        device=device.id,
        state="current",
        said_at=delivery.county.clock.now(),
        programme_version=1,
        programme=None,
        last_sync_at=None,
        last_error="",
        free_bytes=1,
        unsent_records=0,
        restarted=restarted,
    )
    body = seal(status, PURPOSE_STATUS, device.key).canonical()
    answer = delivery.conversations.take_status(body)
    return unseal(answer, SignedTime, PURPOSE_TIME, TIME_KEY.public).restart


def order(delivery: Delivery, device: str, what: Restarted = Restarted.BROWSER) -> None:
    keeper = delivery.county.people["publisher"]
    delivery.devices.restarts.order(keeper, device, what=what)


def acts(delivery: Delivery) -> list[tuple[str, str, str]]:
    with delivery.county.database.reading() as session:
        return [
            (row.act, row.actor, row.subject)
            for row in session.query(JournalEntry).order_by(JournalEntry.number)
            if "restart" in row.act
        ]


def test_an_order_goes_out_until_the_device_says_that_it_was_done(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    before = told(delivery, device)
    order(delivery, device.id, Restarted.PROGRAMS)

    first, again = told(delivery, device), told(delivery, device)
    assert first is not None
    delivery.county.clock.forward(minutes=1)
    receipt = told(delivery, device, restarted=first.id)
    after = told(delivery, device, restarted=first.id)

    (view,) = delivery.devices.listing(delivery.county.people["publisher"])
    assert (before, receipt, after) == (None, None, None)
    assert first == again
    assert first.what is Restarted.PROGRAMS
    assert view.restart_ordered_at == first.ordered_at
    assert view.restarted_at == delivery.county.clock.now()
    assert acts(delivery) == [
        ("device.restart_ordered", delivery.county.people["publisher"], device.id),
        ("device.restarted", device.id, device.id),
    ]


def test_the_receipt_of_an_older_order_is_none_of_the_new_one(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    order(delivery, device.id)
    first = told(delivery, device)
    assert first is not None
    told(delivery, device, restarted=first.id)

    order(delivery, device.id)
    second = told(delivery, device, restarted=first.id)

    assert second is not None
    assert second.id != first.id


def test_a_device_that_was_away_for_a_day_is_not_started_anew(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    order(delivery, device.id)

    delivery.county.clock.forward(hours=24)

    assert told(delivery, device) is None
    order(delivery, device.id)
    assert told(delivery, device) is not None


def test_a_second_order_waits_for_the_first(delivery: Delivery) -> None:
    device = delivery.enrolled()
    order(delivery, device.id)

    with pytest.raises(StateForbids, match="等它回话"):
        order(delivery, device.id)


def test_who_keeps_no_devices_and_what_is_none_is_refused(
    delivery: Delivery, restarts: Restarts
) -> None:
    device = delivery.enrolled()
    keeper = delivery.county.people["publisher"]

    with pytest.raises(NotAllowed):
        restarts.order(
            delivery.county.people["drafter"], device.id, what=Restarted.BROWSER
        )
    with pytest.raises(NotThere):
        order(delivery, "nobody")
    delivery.devices.revoke(keeper, device.id, reason="报废")
    with pytest.raises(StateForbids, match="停用"):
        order(delivery, device.id)
