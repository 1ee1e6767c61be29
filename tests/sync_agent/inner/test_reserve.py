from pathlib import Path

from sync_agent.inner.reserve import free_bytes, keep_reserve
from sync_agent.layout import Layout

LENGTH = 100_000


def test_the_reserve_takes_real_room(tmp_path: Path) -> None:
    layout = Layout(tmp_path)

    assert keep_reserve(layout, LENGTH)

    told = layout.reserve.stat()
    assert told.st_size == LENGTH
    assert told.st_blocks * 512 >= LENGTH


def test_a_reserve_that_is_held_is_left_as_it_is(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    keep_reserve(layout, LENGTH)
    before = layout.reserve.stat()

    assert keep_reserve(layout, LENGTH)

    assert layout.reserve.stat().st_mtime_ns == before.st_mtime_ns


def test_a_reserve_of_another_length_is_taken_anew(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    keep_reserve(layout, LENGTH)

    assert keep_reserve(layout, 2 * LENGTH)

    assert layout.reserve.stat().st_size == 2 * LENGTH


def test_a_reserve_of_nothing_takes_nothing(tmp_path: Path) -> None:
    layout = Layout(tmp_path)

    assert keep_reserve(layout, 0)

    assert layout.reserve.stat().st_size == 0


def test_the_last_room_is_left_to_others(tmp_path: Path) -> None:
    layout = Layout(tmp_path)

    assert not keep_reserve(layout, free_bytes(layout) * 3 // 4)

    assert not layout.reserve.exists()


def test_a_reserve_that_the_disk_refuses_is_not_held(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    layout.reserve.mkdir()

    assert not keep_reserve(layout, LENGTH)


def test_a_disk_that_cannot_be_asked_has_no_room(tmp_path: Path) -> None:
    assert free_bytes(Layout(tmp_path / "nowhere")) == 0
    assert free_bytes(Layout(tmp_path)) > 0
