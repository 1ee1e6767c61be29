import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from programme.programme import target_of
from publishing.errors import StorageFailed
from publishing.release.errors import ReleaseError, RepositoryUnwritable
from tests.fakes.delivery import SCREEN, Delivery, new_delivery
from tests.fakes.publications import publish_everything
from tests.fakes.readers import Reader
from tests.fakes.small_disks import NOT_ROOT, fill, small_disk

PAGE = 4096
STEPS = int(os.environ.get("MINGBAI_F22_STEPS", "6"))
"""How many sizes of what is left are tried, doubled each time from nothing on."""

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(bool(NOT_ROOT), reason=NOT_ROOT),
]


@pytest.fixture
def delivery(tmp_path: Path) -> Iterator[Delivery]:
    """Give a county on a disk of its own, which shows one thing."""
    with (
        small_disk(tmp_path / "disk", megabytes=64) as disk,
        new_delivery(disk / "county") as made,
    ):
        made.county.approved()
        publish_everything(made)
        # A device has a disk of its own.
        reader = Reader(made.repository.folder, tmp_path / "device")
        yield replace(made, reader=reader)


def disk_of(delivery: Delivery) -> Path:
    return delivery.repository.folder.parents[2]


def reads_on(delivery: Delivery) -> bool:
    """Say whether staff see their desk, and a device what hangs; fail if neither."""
    county = delivery.county
    mine = county.cases.looking.drafts(county.people["drafter"])
    return bool(mine) and delivery.programme(SCREEN).version >= 1


def test_on_a_full_disk_a_publication_is_refused_with_its_reason_and_reading_goes_on(
    delivery: Delivery, record_property: Callable[[str, object], None]
) -> None:
    county, disk = delivery.county, disk_of(delivery)
    waiting = county.reviewed()
    refused = []
    for step in range(STEPS):
        ballast = fill(disk, leaving=PAGE * (2**step - 1))

        # A database that takes the act leaves it to the repository to refuse.
        try:
            county.approve(waiting)
            delivery.publisher.publish_due()
        except (StorageFailed, RepositoryUnwritable) as error:
            refused.append(str(error))
        read = reads_on(delivery)
        ballast.unlink()

        assert read
        if not refused or len(refused) <= step:
            break
    delivery.publisher.publish_due()

    assert refused
    assert all("磁盘" in words for words in refused)
    told = f"{len(refused)} refusals with a reason, reading went on each time"
    record_property("outcome", told)


def test_what_was_decided_on_a_full_repository_disk_goes_out_when_there_is_room(
    delivery: Delivery,
) -> None:
    county = delivery.county
    county.approved()
    ballast = fill(disk_of(delivery))
    before = delivery.reader.get(target_of(SCREEN))

    with pytest.raises((ReleaseError, StorageFailed), match="磁盘"):
        delivery.publisher.publish_due()
    during = delivery.reader.get(target_of(SCREEN))
    ballast.unlink()
    delivery.publisher.publish_due()

    assert before == during
    assert len(delivery.shown(SCREEN)) == 2
