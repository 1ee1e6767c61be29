from datetime import timedelta

import pytest

from sync_agent.disk import DiskRefused
from sync_agent.inner.prune import Pruner
from tests.fakes.device import Device
from tests.fakes.group_publication import MADE_AT, Publication

GRACE_S = 900.0


@pytest.fixture
def showing(device: Device) -> Device:
    """Give a device that shows d-2 now, and showed d-1 before."""
    for disclosure in ("d-1", "d-2"):
        entry = device.centre.approved(disclosure)
        publication = Publication(entries=[entry])
        if disclosure == "d-2":
            former = device.held().items[0].entry
            publication.withdrawals = [device.centre.withdrawal(former)]
        device.centre.publish(publication)
        device.sync.run()
    return device


def pruner(device: Device) -> Pruner:
    return Pruner(device.layout, grace_s=GRACE_S, clock=device.clock)


def files(device: Device) -> int:
    documents = len(list(device.layout.documents.iterdir()))
    return documents + len(list(device.layout.assets.names()))


def test_a_file_goes_when_it_was_needed_no_more_for_long_enough(
    showing: Device,
) -> None:
    pruning, before = pruner(showing), files(showing)

    assert pruning.prune(showing.held()) == 0

    showing.clock.moved = timedelta(seconds=GRACE_S - 5)
    assert pruning.prune(showing.held()) == 0
    showing.clock.moved = timedelta(seconds=GRACE_S + 5)
    # Of d-1: shard, manifest, blocks and page, and the programme that named them.
    assert pruning.prune(showing.held()) == 5
    assert files(showing) == before - 5
    assert showing.shown() == ["d-2"]
    assert pruning.prune(showing.held()) == 0


def test_on_a_full_disk_nothing_is_waited_for(showing: Device) -> None:
    assert pruner(showing).prune(showing.held(), at_once=True) == 5

    assert showing.shown() == ["d-2"]


def test_a_file_that_is_needed_again_stays(showing: Device) -> None:
    pruning, adopted = pruner(showing), showing.held()
    pruning.prune(adopted)
    # Approved anew after the word that took it down (decision 94): the same files.
    showing.centre.decided_at = MADE_AT + timedelta(days=1)
    again = showing.centre.approved("d-1")
    showing.centre.publish(Publication(entries=[again, adopted.items[0].entry]))
    showing.sync.run()
    showing.clock.moved = timedelta(seconds=GRACE_S + 5)

    pruning.prune(showing.held())

    assert showing.shown() == ["d-1", "d-2"]


def test_downloads_that_broke_off_go_as_well(showing: Device) -> None:
    left = [showing.layout.incoming / name for name in ("a.part", "b.target")]
    for path in left:
        path.write_bytes(b"half")

    pruner(showing).prune(showing.held(), at_once=True)

    assert not any(path.exists() for path in left)


def test_nothing_goes_while_a_part_of_the_set_cannot_be_read(showing: Device) -> None:
    manifest = showing.held().items[0].entry.manifest.sha256
    showing.layout.assets.path_of(manifest).write_bytes(b"rubbish")
    showing.start()
    before = files(showing)

    assert pruner(showing).prune(showing.held(), at_once=True) == 0

    assert files(showing) == before


def test_a_file_that_the_disk_keeps_is_the_disk_s_refusal(showing: Device) -> None:
    (showing.layout.incoming / "a.part").mkdir()

    with pytest.raises(DiskRefused):
        pruner(showing).prune(showing.held(), at_once=True)

    assert showing.shown() == ["d-2"]
