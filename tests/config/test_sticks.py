"""Sticks are found where systems put them, and only plain files of them are read."""

import os
from pathlib import Path

import pytest

from config.sticks import lies_on, read_plain, sticks_in
from programme.stick import MARK


def prepared(stick: Path) -> Path:
    mark = stick / MARK
    mark.parent.mkdir(parents=True)
    mark.write_bytes(b"{}")
    return stick


def test_prepared_sticks_are_found_as_deep_as_systems_put_them(tmp_path: Path) -> None:
    media, run = tmp_path / "media", tmp_path / "run"
    found = [prepared(media / "usb"), prepared(run / "caretaker" / "USB DISK")]
    (media / "other").mkdir()

    assert sticks_in([media, run, tmp_path / "nowhere"]) == tuple(found)
    assert sticks_in([media / "usb"]) == (media / "usb",)


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")

    assert read_plain(path, 5) == b"12345"
    assert read_plain(path, 4) is None


def test_no_link_no_pipe_and_no_folder_leads_anywhere(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to("/etc/hostname")

    for path in (pipe, tmp_path, tmp_path / "none"):
        with pytest.raises(FileNotFoundError):
            read_plain(path, 9)
    with pytest.raises(OSError, match="symbolic"):
        read_plain(link, 9)


def test_a_path_that_leads_off_a_stick_or_round_in_a_ring_does_not_lie_on_it(
    tmp_path: Path,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "off").symlink_to(tmp_path)
    (stick / "ring").symlink_to(stick / "ring")
    (stick / "within").symlink_to(stick)

    assert lies_on(stick, stick / "folder" / "new")
    assert lies_on(stick, stick / "within" / "new")
    assert not lies_on(stick, stick / "off" / "new")
    assert not lies_on(stick, stick / "ring" / "new")
