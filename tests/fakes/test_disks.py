from pathlib import Path

import pytest

from publishing.release.disk import write_all
from tests.fakes.disks import FullDisk, Killed, StoppingDisk


def test_a_stopping_disk_leaves_a_torn_temporary_and_no_file(tmp_path: Path) -> None:
    with pytest.raises(Killed):
        write_all(StoppingDisk(0), [(tmp_path / "a", b"12345678")])

    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"1234"]
    assert not (tmp_path / "a").exists()


def test_a_stopping_disk_that_is_never_stopped_writes(tmp_path: Path) -> None:
    write_all(StoppingDisk(99), [(tmp_path / "new" / "a", b"12345678")])

    assert (tmp_path / "new" / "a").read_bytes() == b"12345678"


def test_a_stopping_disk_stops_before_removing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")

    with pytest.raises(Killed):
        StoppingDisk(0).remove(tmp_path / "a")

    assert (tmp_path / "a").exists()


def test_a_full_disk_refuses_until_there_is_room(tmp_path: Path) -> None:
    disk = FullDisk()

    with pytest.raises(OSError, match="No space left"):
        write_all(disk, [(tmp_path / "a", b"1")])
    disk.full = False
    write_all(disk, [(tmp_path / "a", b"1")])

    assert (tmp_path / "a").read_bytes() == b"1"
