"""The frame around a sheet and a long picture says all of what it is given."""

import io

import pypdfium2
import pytest
from PIL import Image

from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter, SetPage
from programme.blocks import Paragraph, Revision
from programme.boards import Board
from programme.layout import Panel
from publishing.feeds.framing import A4_PANEL, LONG_PANEL, Framer, FrameWords

SHORT = "长期公开"
LONG = "不少于 20 个工作日，到 2026 年 12 月 21 日为止（暂定，放假通知还没有出来）"


@pytest.fixture(scope="module")
def framer() -> Framer:
    return Framer(find_fonts)


def pages(panel: Panel) -> tuple[SetPage, ...]:
    return PageSetter(find_fonts()).set_pages(
        Revision(title="一件", blocks=(Paragraph(text="一句话。"),)),
        board=Board.VILLAGE,
        panel=panel,
        images={},
    )


def words(*lines: str) -> FrameWords:
    return FrameWords(
        seal="村",
        board="村务公开",
        unit="云溪镇柳坞村村委会",
        lines=lines,
        code_text="https://www.qinghe.example/gk/r/abcdefghijkl.html",
        code_note="扫码看这一版",
    )


def test_a_line_too_long_for_a_long_picture_takes_several_and_more_room(
    framer: Framer,
) -> None:
    """The last day of all is what a reader looks for: nothing of it is cut."""
    set_pages = pages(LONG_PANEL)

    heights = [
        Image.open(io.BytesIO(framer.long_pictures(set_pages, words(*lines))[0])).height
        for lines in ((SHORT,) * 4, (SHORT,) * 6, (LONG, *(SHORT,) * 3))
    ]

    assert heights[0] < heights[1] == heights[2]


def test_the_foot_of_a_sheet_says_a_long_line_whole(framer: Framer) -> None:
    data = framer.a4_pdf(pages(A4_PANEL), words("登记号 一", LONG), title="一件")

    with pypdfium2.PdfDocument(data) as made:
        told = made[0].get_textpage().get_text_bounded()
    assert LONG in "".join(told.splitlines())
