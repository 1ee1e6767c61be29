"""A PDF of pictures that can be searched and read aloud, as pdfium reads it."""

from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageChops

from media.pages.tagged_pdf import PdfSheet, tagged_pdf
from media.pages.written import Written

DPI = 200
LINES = (
    Written(x=100, baseline=200, width=480, size=40, text="村务公开 2026"),
    Written(x=700, baseline=200, width=180, size=40, text="42,000.00"),
    Written(x=100, baseline=300, width=400, size=40, text="生僻字：𬭎㛃䶮"),
)


def sheet(written: Sequence[Written] = LINES) -> PdfSheet:
    picture = Image.linear_gradient("L").resize((1000, 600))
    return PdfSheet(picture=picture, written=written)


def words_of(data: bytes, page: int = 0) -> str:
    with pypdfium2.PdfDocument(data) as made:
        return str(made[page].get_textpage().get_text_bounded())


# REQ-36
def test_the_words_are_found_in_the_order_in_which_they_are_read() -> None:
    data = tagged_pdf([sheet(), sheet(LINES[2:])], title="收支", dpi=DPI)

    assert words_of(data).split() == [
        "村务公开",
        "2026",
        "42,000.00",
        "生僻字：𬭎㛃䶮",
    ]
    assert words_of(data, 1) == "生僻字：𬭎㛃䶮"


def test_each_line_is_selected_where_it_stands() -> None:
    data = tagged_pdf([sheet(LINES[1:2])], title="收支", dpi=DPI)

    with pypdfium2.PdfDocument(data) as made:
        found = made[0].get_textpage()
        left, bottom, right, top = found.get_rect(found.count_rects() - 1)
        _, height = made[0].get_size()
    assert round(left / 72 * DPI) == 700
    assert abs(right / 72 * DPI - 880) <= 1
    assert bottom < height - 200 / DPI * 72 < top


def test_nothing_of_the_words_is_painted_on_the_picture() -> None:
    with_words = tagged_pdf([sheet()], title="收支", dpi=DPI)
    without = tagged_pdf([sheet(())], title="收支", dpi=DPI)

    seen = []
    for data in (with_words, without):
        with pypdfium2.PdfDocument(data) as made:
            seen.append(made[0].render(scale=DPI / 72).to_pil().convert("L"))
    assert ImageChops.difference(*seen).getbbox() is None
    assert seen[0].getextrema() == (0, 255)


# REQ-36
def test_it_is_tagged_and_says_its_language_and_title() -> None:
    data = tagged_pdf([sheet()], title="三季度收支𬭎", dpi=DPI)

    with pypdfium2.PdfDocument(data) as made:
        tagged, title = made.is_tagged(), made.get_metadata_value("Title")
    assert tagged
    assert title == "三季度收支𬭎"
    assert b"/Lang (zh-CN)" in data
    # Two lines: what stands on one baseline is one.
    assert data.count(b"/S /P ") == 2


def test_more_letters_than_one_block_of_a_map_holds_are_all_found() -> None:
    signs = "".join(map(chr, range(0x4E00, 0x4E00 + 250)))
    line = Written(x=0, baseline=100, width=900, size=10, text=signs)

    data = tagged_pdf([sheet([line])], title="字", dpi=DPI)

    assert words_of(data) == signs


def test_the_same_sheets_give_the_same_bytes() -> None:
    first = tagged_pdf([sheet()], title="收支", dpi=DPI)

    assert tagged_pdf([sheet()], title="收支", dpi=DPI) == first
