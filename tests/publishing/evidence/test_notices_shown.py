"""What devices prove of emergency notices, and what no minute of one counts for."""

from datetime import datetime, timedelta

from sqlalchemy import select

from programme.override_verdict import MOST_OVERRIDE
from programme.records import EndReason, OverrideShown, ServicePresence
from publishing.evidence.queries import shown_days
from publishing.tables.evidence import ListedDay
from publishing.tables.screen_orders import OverrideGlass
from tests.fakes.alerts import alerted
from tests.fakes.delivery import KIOSK, Delivery, FakeDevice, play
from tests.fakes.hand_clock import NOON
from tests.fakes.intakes import painted

SECOND = timedelta(seconds=1)
ALERT = "qinghe-alert-1"


def warned(
    order: str, at: datetime, seconds: int, *, sure: bool = True
) -> OverrideShown:
    return OverrideShown(
        override=order,
        from_at=at,
        to_at=at + seconds * SECOND,
        monotonic_ms=seconds * 1000,
        reason=EndReason.CONTINUED,
        programme_version=1,
        clock_sure=sure,
    )


def deliver(delivery: Delivery, device: FakeDevice) -> None:
    delivery.conversations.take_evidence(device.batch(device.links))


def glasses(delivery: Delivery) -> list[tuple[str, int]]:
    with delivery.county.database.reading() as session:
        rows = session.scalars(select(OverrideGlass).order_by(OverrideGlass.device_id))
        return [(row.order_id, row.milliseconds) for row in rows]


def test_staff_see_how_many_devices_have_proved_a_notice(delivery: Delivery) -> None:
    order = alerted(delivery.county)
    screen, kiosk = delivery.enrolled(), delivery.enrolled(KIOSK, name="触摸屏")
    screen.add(warned(order.id, NOON, 30), warned(order.id, NOON + 30 * SECOND, 30))
    kiosk.add(warned(order.id, NOON, 30))
    before = delivery.county.cases.overrides.listing(delivery.county.people["approver"])

    deliver(delivery, screen)
    deliver(delivery, screen)
    deliver(delivery, kiosk)
    [seen] = delivery.county.cases.overrides.listing(delivery.county.people["approver"])

    assert before[0].reach.shown == 0
    assert (seen.reach.devices, seen.reach.shown) == (2, 2)
    assert sorted(glasses(delivery)) == [(order.id, 30_000), (order.id, 60_000)]


def test_a_notice_never_stood_longer_than_one_may(delivery: Delivery) -> None:
    device = delivery.enrolled()
    hours = [warned(ALERT, NOON + hour * 3600 * SECOND, 3600) for hour in range(30)]
    device.add(*hours)

    deliver(delivery, device)

    assert glasses(delivery) == [(ALERT, MOST_OVERRIDE // timedelta(milliseconds=1))]


# REQ-70
def test_a_turn_that_a_notice_cut_is_no_exposure_and_its_minutes_count_for_nothing(
    delivery: Delivery,
) -> None:
    device = delivery.enrolled()
    disclosure, manifest = painted(delivery, device, 0)
    after = NOON + 60 * SECOND
    device.add(
        play(disclosure, manifest, at=NOON),
        play(
            disclosure,
            manifest,
            at=NOON + 12 * SECOND,
            reason=EndReason.OVERRIDDEN,
        ),
        warned(ALERT, NOON + 24 * SECOND, 36),
        play(disclosure, manifest, at=after),
    )

    deliver(delivery, device)

    with delivery.county.database.reading() as session:
        [day] = shown_days(session, disclosure)
    assert (day.exposures, day.seconds) == (2, 36)


# REQ-70
def test_what_a_device_showed_while_a_notice_held_counts_for_nothing(
    delivery: Delivery,
) -> None:
    """The device had not heard of it yet: the order was in force all the same."""
    county = delivery.county
    screen, kiosk = delivery.enrolled(), delivery.enrolled(KIOSK, name="触摸屏")
    disclosure, manifest = painted(delivery, screen, 0)
    county.clock.forward(minutes=10)
    held_from = county.clock.now()
    order = alerted(county)
    county.clock.forward(minutes=10)
    county.cases.overrides.end(county.people["approver"], order.id, reason="险情解除")
    held_to = county.clock.now()
    for at in (held_from - 60 * SECOND, held_from + 60 * SECOND, held_to):
        screen.add(play(disclosure, manifest, at=at))
    kiosk.add(
        ServicePresence(
            from_at=held_from - 300 * SECOND,
            to_at=held_to + 300 * SECOND,
            programme_version=1,
            disclosures=(disclosure,),
        )
    )

    deliver(delivery, screen)
    delivery.conversations.take_evidence(kiosk.batch(kiosk.links, writer="kiosk-1"))

    with county.database.reading() as session:
        days = {one.device: one for one in shown_days(session, disclosure)}
        listed = session.scalars(select(ListedDay)).one()
    assert days[screen.id].exposures == 2
    assert listed.milliseconds == 600_000
