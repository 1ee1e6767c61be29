from datetime import timedelta

import pytest

from programme.witness import LOG_TARGET, KeptCheckpoint, LogHead, Trouble
from sync_agent.disk import DiskProblem, DiskRefused
from sync_agent.kept import keep, kept_checkpoints
from tests.fakes.device import Device
from tests.fakes.group_publication import Publication
from tests.fakes.log_heads import LOG, OTHER, bridge, head, note
from tests.fakes.told import receipts


def told(device: Device, said: LogHead) -> None:
    """Have the centre say something of its log, and the device hear it."""
    device.centre.set_target(LOG_TARGET, said.canonical())
    device.centre.publish(Publication(entries=[device.centre.approved("d-1")]))
    device.sync.run()


def sizes(device: Device) -> list[tuple[int, str | None]]:
    return [
        (int(one.checkpoint.split("\n")[1]), one.trouble)
        for one in kept_checkpoints(device.layout)
    ]


def test_a_device_keeps_the_first_checkpoint_of_a_day_and_one_now_and_then(
    device: Device,
) -> None:
    told(device, head(5))
    told(device, head(7, bridge(5, 7)))
    device.clock.moved += timedelta(hours=6)
    told(device, head(9, bridge(5, 9), bridge(8, 9)))

    assert sizes(device) == [(5, None), (8, None), (9, None)]
    kept = [one for one in receipts(device) if isinstance(one, KeptCheckpoint)]
    assert tuple(kept) == kept_checkpoints(device.layout)


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        (head(4), Trouble.SHRANK),
        (head(5, leaves=OTHER), Trouble.FORKED),
        (head(9, bridge(5, 9, OTHER), leaves=OTHER), Trouble.FORKED),
        (
            head(9).model_copy(update={"checkpoint": "no checkpoint"}),
            None,
        ),
    ],
)
def test_a_log_that_contradicts_is_kept_beside_the_old_and_the_page_goes_on(
    device: Device, said: LogHead, trouble: Trouble | None
) -> None:
    told(device, head(5))

    told(device, said)

    assert sizes(device)[0] == (5, None)
    assert [found for _, found in sizes(device)[1:]] == [trouble] * bool(trouble)
    assert device.shown() == ["d-1"]


def test_what_was_kept_once_is_not_kept_again(device: Device) -> None:
    told(device, head(5))
    told(device, head(4))
    told(device, head(4))

    assert sizes(device) == [(5, None), (4, "shrank")]


def test_a_torn_line_costs_only_itself(device: Device) -> None:
    told(device, head(5))
    path = device.layout.checkpoints
    path.write_bytes(path.read_bytes() + path.read_bytes()[:40])

    device.clock.moved += timedelta(hours=6)
    told(device, head(9))

    assert sizes(device) == [(5, None), (9, None)]


def test_a_disk_that_refuses_is_told(device: Device) -> None:
    device.layout.checkpoints.mkdir(parents=True)
    one = KeptCheckpoint(key=LOG.text(), checkpoint=note(3), at=device.clock.now())

    with pytest.raises(DiskRefused) as refused:
        keep(device.layout, one)

    assert refused.value.problem is DiskProblem.FAILING
    with pytest.raises(DiskRefused):
        kept_checkpoints(device.layout)
