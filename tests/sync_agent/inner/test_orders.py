from datetime import datetime

from tests.fakes.device import Device
from tests.fakes.group_publication import Publication
from tests.fakes.overrides import ended, notice, stopped
from tests.fakes.told import receipts


def this_second(device: Device) -> datetime:
    return device.clock.now().replace(microsecond=0)


def test_orders_that_vanish_from_a_newer_programme_go_on_and_are_told(
    device: Device,
) -> None:
    alert = notice(device, starts_at=this_second(device))
    stop = stopped(device, starts_at=this_second(device))
    device.centre.publish(Publication(override=alert, stops=[stop]))
    device.sync.run()
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))

    device.sync.run()
    device.start()
    device.sync.verify_held()

    assert device.held().programme.override == alert
    assert device.held().programme.stops == (stop,)
    assert device.shown() == ["d-1"]
    assert receipts(device)[-1].vanished == ("override-1", "stop-1")  # type: ignore[attr-defined]


def test_a_signed_end_takes_orders_off(device: Device) -> None:
    alert = notice(device, starts_at=this_second(device))
    stop = stopped(device, starts_at=this_second(device))
    device.centre.publish(Publication(override=alert, stops=[stop]))
    device.sync.run()
    ends = [ended(device, alert), ended(device, stop)]
    device.centre.publish(Publication(order_ends=ends))

    device.sync.run()

    assert device.held().programme.override is None
    assert device.held().programme.stops == ()
    assert receipts(device)[-1].vanished == ()  # type: ignore[attr-defined]
