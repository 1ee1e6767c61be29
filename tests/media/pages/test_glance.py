import io
from dataclasses import replace

import pytest
from PIL import Image

from media.pages.drawing import pixels_sha256
from media.pages.fonts import find_fonts
from media.pages.glance import changed_page, reduction
from media.pages.manner import FIRST, Glance, Manner
from media.pages.setter import PageSetter, SetPage
from programme.blocks import Paragraph
from programme.boards import Board
from programme.layout import Panel
from tests.fakes.set_pages import revision

TEXT = "公开的内容应当通俗易懂，让群众看得明白。"


@pytest.mark.parametrize(
    ("glance", "number"),
    [
        (Glance(page=2), 2),
        (Glance(page=1, before=("a", "b", "c")), 1),
        (Glance(page=3, before=("a", "b", "c")), 3),
        (Glance(page=1, before=("a", "old", "c")), 2),
        (Glance(page=3, before=("old", "old", "c")), 1),
        (Glance(page=1, before=("a", "b")), 3),
        (Glance(page=2, before=("a", "b", "c", "d")), 2),
    ],
)
def test_the_page_that_changed_is_shown_else_the_one_under_view(
    glance: Glance, number: int
) -> None:
    assert changed_page(("a", "b", "c"), glance) == number


@pytest.mark.parametrize(
    ("size", "part"), [((1520, 824), 2), ((1013, 549), 1), ((3040, 1648), 3)]
)
def test_a_glance_is_about_as_large_as_its_place(
    size: tuple[int, int], part: int
) -> None:
    assert reduction(size) == part


def glanced(
    setter: PageSetter, panel: Panel, paragraphs: list[str], glance: Glance
) -> SetPage:
    (page,) = setter.set_pages(
        revision(*(Paragraph(text=text) for text in paragraphs)),
        board=Board.GOV,
        panel=panel,
        images={},
        manner=Manner(glance=glance),
    )
    return page


def test_a_glance_follows_what_is_typed_and_draws_that_page_only(
    landscape: Panel,
) -> None:
    setter = PageSetter(find_fonts())
    paragraphs = [TEXT * 7 for _ in range(6)]
    first = glanced(setter, landscape, paragraphs, FIRST)
    paragraphs[-1] += "最后补一句。"

    second = glanced(setter, landscape, paragraphs, replace(FIRST, before=first.names))

    assert (first.number, second.number) == (1, second.count)
    assert second.words.replace("\n", "").endswith("最后补一句。")
    assert len(first.names) == first.count > 3
    assert setter.drawn == 2


def test_a_page_that_is_no_longer_there_gives_way_to_the_last(
    landscape: Panel,
) -> None:
    page = glanced(PageSetter(find_fonts()), landscape, [TEXT], Glance(page=9))

    assert (page.number, page.count) == (1, 1)


def test_a_glance_is_the_very_page_made_smaller(landscape: Panel) -> None:
    setter = PageSetter(find_fonts())
    small = glanced(setter, landscape, [TEXT], FIRST)
    (whole,) = setter.set_pages(
        revision(Paragraph(text=TEXT)), board=Board.GOV, panel=landscape, images={}
    )

    page = Image.open(io.BytesIO(whole.webp)).convert("RGB")
    shown = Image.open(io.BytesIO(small.webp)).convert("RGB")
    assert shown.tobytes() == page.reduce(2).tobytes()
    assert small.pixels_sha256 == pixels_sha256(shown)
    assert (small.width, small.height) == page.size
    assert whole.names == ()
