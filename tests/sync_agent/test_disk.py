import errno
import os
from pathlib import Path

import pytest

from sync_agent.disk import (
    DiskProblem,
    DiskRefused,
    problem_of,
    replace_file,
    sweep_leavings,
    sync_file,
    sync_folder,
)


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    replace_file(path, b"one")

    replace_file(path, b"two", mode=0o600)

    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_refused_replacement_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "taken"
    (path / "inside").mkdir(parents=True)

    with pytest.raises(DiskRefused) as refusal:
        replace_file(path, b"data")

    assert refusal.value.problem is DiskProblem.FAILING
    assert "taken" in str(refusal.value)
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, DiskProblem.FULL),
        (errno.EDQUOT, DiskProblem.FULL),
        (errno.EROFS, DiskProblem.READ_ONLY),
        (errno.EIO, DiskProblem.FAILING),
    ],
)
def test_a_disk_s_word_is_told_apart(number: int, problem: DiskProblem) -> None:
    assert problem_of(OSError(number, "")) is problem


def test_what_is_not_there_cannot_be_synced(tmp_path: Path) -> None:
    with pytest.raises(DiskRefused):
        sync_file(tmp_path / "none")
    with pytest.raises(DiskRefused):
        sync_folder(tmp_path / "none")


def test_leavings_of_a_killed_writer_are_swept(tmp_path: Path) -> None:
    leaving = tmp_path / ".state.json.abcd1234.new"
    leaving.write_bytes(b"half")
    other = tmp_path / "state.json"
    other.write_bytes(b"whole")

    sweep_leavings(tmp_path)

    assert not leaving.exists()
    assert other.exists()


def test_sweeping_says_what_the_disk_says(tmp_path: Path) -> None:
    (tmp_path / ".x.new").mkdir()

    with pytest.raises(DiskRefused):
        sweep_leavings(tmp_path)
    assert os.listdir(tmp_path) == [".x.new"]  # noqa: PTH208 - names only
