import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from programme.records import GoneReceipt
from sync_agent.disk import DiskProblem, DiskRefused
from sync_agent.inner.reserve import keep_reserve
from sync_agent.layout import Layout
from sync_agent.outbox import Outbox, RecordsHeld, Submission, open_outbox
from sync_agent.store import Store
from tests.fakes.device import Device, MovedClock
from tests.fakes.group_publication import Publication

RESERVE = 512 * 1024
NOT_ROOT = "" if os.geteuid() == 0 else "not run: mounting a small disk needs root"

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(bool(NOT_ROOT), reason=NOT_ROOT),
]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of two megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount") or "mount"
    umount = shutil.which("umount") or "umount"
    subprocess.run(  # noqa: S603 - fixed words
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=True
    )
    try:
        yield folder
    finally:
        subprocess.run([umount, "-l", str(folder)], check=True)  # noqa: S603 - its own


def fill(folder: Path, *, leaving: int = 0) -> Path:
    """Take the disk's space but for so many bytes."""
    ballast = folder / "ballast"
    size = shutil.disk_usage(folder).free - leaving
    with ballast.open("wb") as file:
        written = 0
        while written < size:
            try:
                written += file.write(b"\1" * min(4096, size - written))
                file.flush()
            except OSError:
                break
    return ballast


def gone(number: int, clock: MovedClock) -> Submission:
    record = GoneReceipt(disclosure=f"d-{number}", at=clock.now())
    return Submission(client_id=f"c-{number}", record=record)


@pytest.mark.parametrize("leaving", [0, 4096, 8192, 16384, 32768, 65536, 131072])
def test_an_adoption_on_a_full_disk_leaves_the_old_programme_playing(
    device: Device, small_disk: Path, leaving: int
) -> None:
    device.layout = Layout(small_disk)
    device.start()
    publication = Publication(entries=[device.centre.approved("d-1", pages=2)])
    device.centre.publish(publication)
    device.sync.run()
    publication.entries += [
        device.centre.approved(f"d-{n}", pages=3) for n in range(2, 9)
    ]
    device.centre.publish(publication)
    ballast = fill(small_disk, leaving=leaving)

    with pytest.raises(DiskRefused) as refusal:
        device.sync.run()
    shown = Store(small_disk).load()
    assert shown is not None
    assert shown.damaged == ()
    assert [item.disclosure for item in shown.items] == ["d-1"]
    ballast.unlink()
    device.sync.run()

    assert refusal.value.problem is DiskProblem.FULL
    assert len(device.shown()) == 8


def test_the_reserve_keeps_records_when_the_disk_is_full(small_disk: Path) -> None:
    clock, layout = MovedClock(), Layout(small_disk)
    assert keep_reserve(layout, RESERVE)
    outbox = open_outbox(small_disk, "player", clock)
    outbox.append(gone(0, clock).record)
    fill(small_disk)

    numbers = [outbox.append(gone(n, clock).record) for n in range(1, 30)]

    assert numbers == list(range(2, 31))
    assert not layout.reserve.exists()
    outbox.close()


def test_records_wait_in_memory_when_the_reserve_is_spent_too(
    small_disk: Path,
) -> None:
    clock = MovedClock()
    outbox = open_outbox(small_disk, "player", clock)
    outbox.append_all([gone(0, clock)])
    ballast = fill(small_disk)
    acknowledged, refused = ["c-0"], []
    for number in range(1, 200):
        try:
            acknowledged += outbox.append_all([gone(number, clock)])
        except RecordsHeld as held:
            refused.append(held.problem)
    assert refused

    # What waited before goes first, as far as there is room.
    assert 0 < outbox.held <= len(refused)
    again = Outbox(outbox.path, outbox.writer, clock)
    again_numbers = again.append_all([])
    ballast.unlink()
    outbox.retry()
    everything = outbox.append_all([gone(number, clock) for number in range(200)])

    assert again_numbers == {}
    assert len(set(everything.values())) == 200
    assert outbox.held == 0
    assert {everything[name] for name in acknowledged} == set(
        range(1, len(acknowledged) + 1)
    )
    again.close()
    outbox.close()


def test_the_reserve_is_taken_only_where_there_is_room(small_disk: Path) -> None:
    layout = Layout(small_disk)

    held = keep_reserve(layout, RESERVE)
    fill(small_disk, leaving=RESERVE)

    assert held
    assert keep_reserve(layout, RESERVE)
    layout.reserve.unlink()
    assert not keep_reserve(layout, 2 * RESERVE)
