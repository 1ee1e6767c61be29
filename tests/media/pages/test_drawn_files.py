import logging
from pathlib import Path

import pytest

from media.pages.drawn import Drawn, RecentPages
from media.pages.drawn_files import DrawnFiles
from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter, SetPage
from programme.blocks import Paragraph
from programme.boards import Board
from programme.layout import Panel
from tests.fakes.set_pages import FINANCE, revision

PAGE = Drawn(webp=b"RIFF" + b"p" * 60, pixels_sha256="ab" * 32)
SIZE = 128
"""Of its file: two digests and the picture."""


def keys(count: int) -> list[str]:
    return [f"{number:02x}" * 32 for number in range(count)]


def opened(folder: Path, most_bytes: int = 10**6) -> DrawnFiles:
    """Return what a centre that was just started has."""
    return DrawnFiles(folder, most_bytes=most_bytes)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*/*") if path.is_file())


def set_all(folder: Path, panel: Panel) -> tuple[PageSetter, tuple[SetPage, ...]]:
    setter = PageSetter(find_fonts(), drawn=opened(folder))
    blocks = (Paragraph(text="公开的内容应当通俗易懂。" * 20), FINANCE)
    pages = setter.set_pages(revision(*blocks), board=Board.GOV, panel=panel, images={})
    return setter, pages


def test_after_a_restart_unchanged_pages_are_not_drawn_again(
    tmp_path: Path, landscape: Panel
) -> None:
    first, pages = set_all(tmp_path, landscape)

    second, again = set_all(tmp_path, landscape)

    assert first.drawn == len(pages) > 1
    assert second.drawn == 0
    assert again == pages


def test_a_damaged_page_is_told_and_drawn_again(
    tmp_path: Path, landscape: Panel, caplog: pytest.LogCaptureFixture
) -> None:
    _, pages = set_all(tmp_path, landscape)
    damaged = files(tmp_path)[0]
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)

    with caplog.at_level(logging.WARNING):
        setter, again = set_all(tmp_path, landscape)

    assert setter.drawn == 1
    assert again == pages
    assert "is damaged" in caplog.text
    assert set_all(tmp_path, landscape)[0].drawn == 0


@pytest.mark.parametrize("at", range(0, SIZE, 9))
def test_a_change_of_any_byte_is_noticed(tmp_path: Path, at: int) -> None:
    (key,) = keys(1)
    opened(tmp_path).put(key, PAGE)
    (file,) = files(tmp_path)
    data = bytearray(file.read_bytes())
    data[at] ^= 0x40
    file.write_bytes(data)

    assert opened(tmp_path).get(key) is None
    assert files(tmp_path) == []


@pytest.mark.parametrize("length", [0, 31, 64, SIZE - 1])
def test_a_page_that_was_cut_short_is_noticed(tmp_path: Path, length: int) -> None:
    (key,) = keys(1)
    opened(tmp_path).put(key, PAGE)
    (file,) = files(tmp_path)
    file.write_bytes(file.read_bytes()[:length])

    assert opened(tmp_path).get(key) is None


def test_a_whole_page_under_another_name_is_not_taken(tmp_path: Path) -> None:
    one, other = keys(2)
    opened(tmp_path).put(one, PAGE)
    (tmp_path / other[:2]).mkdir()
    files(tmp_path)[0].rename(tmp_path / other[:2] / other)

    assert opened(tmp_path).get(other) is None


def test_pages_that_were_not_used_for_longest_are_let_go(tmp_path: Path) -> None:
    names = keys(20)
    pages = opened(tmp_path, most_bytes=20 * SIZE)
    for name in names:
        pages.put(name, PAGE)
    opened(tmp_path, most_bytes=20 * SIZE).get(names[0])

    pages.put("ff" * 32, PAGE)

    kept = {path.name for path in files(tmp_path)}
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 20 * SIZE
    assert names[0] in kept
    assert "ff" * 32 in kept
    assert names[1] not in kept


def test_a_restart_counts_what_is_there_already(tmp_path: Path) -> None:
    names = keys(41)
    for name in names:
        opened(tmp_path, most_bytes=20 * SIZE).put(name, PAGE)

    assert len(files(tmp_path)) <= 20
    assert opened(tmp_path).get(names[-1]) == PAGE


def test_a_page_larger_than_a_tenth_of_the_room_is_kept_in_memory_only(
    tmp_path: Path,
) -> None:
    (key,) = keys(1)
    pages = opened(tmp_path, most_bytes=9 * SIZE)

    pages.put(key, PAGE)

    assert pages.get(key) == PAGE
    assert files(tmp_path) == []


def test_a_disk_that_refuses_costs_no_page(
    tmp_path: Path, landscape: Panel, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "drawn"
    in_the_way.write_bytes(b"a file where a folder should be")

    with caplog.at_level(logging.WARNING):
        setter, pages = set_all(in_the_way, landscape)

    assert setter.drawn == len(pages)
    assert "not read from" in caplog.text
    assert "not kept in" in caplog.text


def test_a_damaged_page_that_cannot_be_deleted_is_not_taken_either(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (key,) = keys(1)
    (tmp_path / key[:2] / key / "in the way").mkdir(parents=True)
    pages = DrawnFiles(tmp_path, most_bytes=10**6, recent=RecentPages(most_bytes=1))

    with caplog.at_level(logging.WARNING):
        pages.put(key, PAGE)

        assert pages.get(key) is None
    assert "not kept in" in caplog.text
    assert not [path for path in files(tmp_path) if path.name.startswith(".part-")]
