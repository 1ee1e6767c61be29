import os
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from programme.records import AdoptionReceipt
from sync_agent.inner.http_errors import HttpFailed
from tests.fakes.centre_server import Reply
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication
from tests.fakes.told import receipts

AWAY = timedelta(days=30)
NEWS = int(os.environ.get("MINGBAI_F33_NEWS", "20"))
TRIES = 20

pytestmark = pytest.mark.fault


# REQ-75
def test_the_first_thing_a_device_does_on_return_is_to_take_down(
    device: Device, record_property: Callable[[str, object], None]
) -> None:
    before = away_while_recalled(device)
    hold_back_assets(device)
    asked_before = len(device.server.asked)

    with pytest.raises(HttpFailed):
        device.sync.run()

    asked = device.server.asked[asked_before:]
    assert before == ["d-1", "d-2"]
    assert device.shown() == ["d-1"]
    assert [one.withdrawn for one in adoptions(device)] == [(), ("d-2",)]
    documents = sum("/assets/" not in line for line in asked)
    record_property("outcome", f"taken down after {documents} requests, 0 assets")


def test_a_power_cut_right_after_brings_nothing_back_and_the_rest_comes_later(
    device: Device,
) -> None:
    away_while_recalled(device)
    hold_back_assets(device)
    with pytest.raises(HttpFailed):
        device.sync.run()

    device.outbox.close()
    device.start()
    device.sync.verify_held()
    after_cut = device.shown()
    device.server.replies.clear()
    sync_at_last(device)

    assert after_cut == ["d-1"]
    assert len(device.shown()) == 1 + NEWS
    assert "d-2" not in device.shown()
    assert device.held().adopted.early_withdrawals == ()
    assert adoptions(device)[-1].withdrawn == ()


def away_while_recalled(device: Device) -> list[str]:
    """Recall d-2 and publish much else while a device is away; return what it shows."""
    good, bad = device.centre.approved("d-1"), device.centre.approved("d-2")
    publication = Publication(entries=[good, bad])
    device.centre.publish(publication)
    device.sync.run()
    news = [device.centre.approved(f"n-{number}", pages=2) for number in range(NEWS)]
    publication.entries = [good, *news]
    publication.withdrawals = [device.centre.withdrawal(bad)]
    device.centre.publish(publication)
    device.clock.moved = AWAY
    device.outbox.close()
    device.start()
    return device.shown()


def sync_at_last(device: Device) -> None:
    """Sync as the agent does: again, where a busy machine was too slow for once."""
    for _ in range(TRIES):
        with suppress(HttpFailed):
            device.sync.run(force=True)
            return
    pytest.fail("it never came through")


def hold_back_assets(device: Device) -> None:
    """Let the line bring no asset."""
    for path in device.server.folder.glob("assets/*/*"):
        where = path.relative_to(device.server.folder).as_posix()
        device.server.replies[f"/repository/{where}"] = Reply(status=503)


def adoptions(device: Device) -> list[AdoptionReceipt]:
    return [one for one in receipts(device) if isinstance(one, AdoptionReceipt)]
