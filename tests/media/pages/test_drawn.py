import os
import subprocess
import sys

from media.pages.drawn import Drawn, RecentPages
from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter
from programme.blocks import Paragraph
from programme.boards import Board
from programme.layout import Panel
from tests.fakes.set_pages import FINANCE, revision

_TEXT = "公开的内容应当通俗易懂，让群众看得明白。"


def test_only_pages_that_changed_are_drawn_again(landscape: Panel) -> None:
    setter = PageSetter(find_fonts())
    paragraphs = [Paragraph(text=_TEXT * 7) for _ in range(6)]
    first = setter.set_pages(
        revision(*paragraphs), board=Board.GOV, panel=landscape, images={}
    )
    drawn = setter.drawn
    paragraphs[3] = Paragraph(text=_TEXT * 6 + "这一段有一个字不一样，别的都一样。")

    second = setter.set_pages(
        revision(*paragraphs), board=Board.GOV, panel=landscape, images={}
    )

    changed = [one for one, other in zip(first, second, strict=True) if one != other]
    assert len(first) >= 5
    assert setter.drawn - drawn == len(changed) == 1


def test_another_board_or_panel_is_drawn_anew(
    landscape: Panel, portrait: Panel
) -> None:
    setter = PageSetter(find_fonts())
    found = [
        page
        for board, panel in (
            (Board.GOV, landscape),
            (Board.FINANCE, landscape),
            (Board.GOV, portrait),
        )
        for page in setter.set_pages(
            revision(FINANCE), board=board, panel=panel, images={}
        )
    ]

    assert setter.drawn == len(found) == len({page.pixels_sha256 for page in found})


def test_pages_that_were_not_used_for_longest_are_let_go() -> None:
    pages = RecentPages(most_bytes=10)
    for name in ("a", "b"):
        pages.put(name, Drawn(webp=b"12345", pixels_sha256=name))
    pages.get("a")

    pages.put("c", Drawn(webp=b"12345", pixels_sha256="c"))
    pages.put("c", Drawn(webp=b"12345", pixels_sha256="c"))

    kept = [name for name in "abc" if pages.get(name) is not None]
    assert kept == ["a", "c"]


_PROGRAM = """
import hashlib
from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter
from programme.blocks import Heading, Paragraph
from programme.boards import Board
from programme.layout import Panel
from tests.fakes.set_pages import FINANCE, revision
panel = Panel(width=1280, height=720, diagonal_inches=43, distance_mm=3500)
blocks = (Heading(level=1, text="一、说明"), Paragraph(text="（公开）。" * 30), FINANCE)
pages = PageSetter(find_fonts()).set_pages(
    revision(*blocks), board=Board.GOV, panel=panel, images={}
)
print(hashlib.sha256(b"".join(page.webp for page in pages)).hexdigest())
"""


def test_other_processes_with_other_seeds_set_the_same_bytes() -> None:
    said = {
        subprocess.run(  # noqa: S603 - our own program, our own Python
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "77")
    }

    assert len(said) == 1
