"""No directory gives way to one that was approved before it (decision 90)."""

from datetime import timedelta

import pytest

from directory.model import Directory
from sync_agent.inner.version_order import directory_gives_way
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.device import Device
from tests.fakes.group_publication import MADE_AT, Publication

OLD, NEW = "0555-010-0001", "0555-010-0002"


def directory(
    centre: FakeCentre, telephone: str, *, version: int, hours: int = 0
) -> Directory:
    """Return a directory that two people approved so many hours later."""
    bare = centre.directory(version=version).model_copy(
        update={"enquiry_telephone": telephone}
    )
    centre.decided_at = MADE_AT + timedelta(hours=hours)
    return bare.model_copy(update={"approvals": centre.approvals(bare.matter())})


def shown(device: Device, published: Directory) -> tuple[str, list[str]]:
    """Publish a directory; return the telephone shown then, and what was refused."""
    device.centre.publish(Publication(directory=published))
    device.sync.run()
    held = device.held()
    assert held.directory is not None
    told = [refusal.code for refusal in held.adopted.refused]
    return held.directory.enquiry_telephone, told


@pytest.fixture
def corrected(device: Device) -> Device:
    """Give a device that has the directory as it was corrected on the next day."""
    centre = device.centre
    assert shown(device, directory(centre, OLD, version=1)) == (OLD, [])
    later = directory(centre, NEW, version=2, hours=24)
    assert shown(device, later) == (NEW, [])
    return device


def test_an_older_directory_under_a_higher_number_is_not_taken(
    corrected: Device,
) -> None:
    old = directory(corrected.centre, OLD, version=3)

    assert shown(corrected, old) == (NEW, ["older_directory"])

    corrected.sync.verify_held()
    told = corrected.held().adopted.refused
    assert [refusal.disclosure for refusal in told] == ["directory"]
    assert corrected.sync.run(force=True) is None


def test_one_that_nobody_approved_does_not_take_its_place(corrected: Device) -> None:
    bare = corrected.centre.directory(version=3)

    assert shown(corrected, bare) == (NEW, ["older_directory"])


def test_the_older_one_comes_back_once_it_is_approved_again(corrected: Device) -> None:
    again = directory(corrected.centre, OLD, version=3, hours=48)

    assert shown(corrected, again) == (OLD, [])


def test_a_counter_moved_for_a_day_needs_no_approval_anew(corrected: Device) -> None:
    same = directory(corrected.centre, NEW, version=3)

    assert shown(corrected, same) == (NEW, [])
    held = corrected.held().directory
    assert held is not None
    assert held.version == 3


def test_a_directory_of_which_a_file_is_gone_stands_in_no_ones_way(
    corrected: Device,
) -> None:
    held = corrected.held().directory
    assert held is not None
    for name in held.files():
        corrected.layout.assets.path_of(name).unlink()

    old = directory(corrected.centre, OLD, version=3)

    assert shown(corrected, old) == (OLD, [])


def test_a_directory_whose_own_signatures_hold_no_more_gives_way(
    device: Device,
) -> None:
    centre = device.centre
    later = directory(centre, NEW, version=2, hours=24)
    spoiled = later.model_copy(update={"approvals": later.approvals[:1]})
    old = directory(centre, OLD, version=3)

    assert directory_gives_way(spoiled, old, centre.people())
    assert not directory_gives_way(later, old, centre.people())
