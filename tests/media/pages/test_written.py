"""What is written on a set page, where, and in which order."""

import io

from PIL import Image

from media.pages.setter import PageSetter
from programme.blocks import AssetRef, Figure, Heading, PageImageBlock, Paragraph
from programme.boards import Board
from programme.canonical import sha256_hex
from programme.layout import Panel
from tests.fakes.set_pages import FINANCE, revision


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(out, "PNG")
    return out.getvalue()


def ref_of(data: bytes) -> AssetRef:
    return AssetRef(sha256=sha256_hex(data), length=len(data))


# REQ-36
def test_the_lines_of_a_page_are_told_in_reading_order_where_they_stand(
    setter: PageSetter, landscape: Panel
) -> None:
    page = setter.set_pages(
        revision(Heading(level=1, text="一、收支"), FINANCE),
        board=Board.FINANCE,
        panel=landscape,
        images={},
    )[0]

    told = [line.text for line in page.written]
    assert told.index("2026 年三季度村集体财务收支") < told.index("一、收支")
    row = told.index("土地流转服务费")
    assert told[row : row + 3] == ["土地流转服务费", "42,000.00", "—"]
    same = {line.baseline for line in page.written[row : row + 3]}
    assert len(same) == 1
    assert all(
        line.x >= 0 and line.x + line.width <= page.width for line in page.written
    )
    assert all(line.size <= line.baseline <= page.height for line in page.written)


def test_what_a_picture_shows_lies_over_it_and_a_scan_is_told_once(
    setter: PageSetter, landscape: Panel
) -> None:
    data, other = picture("#888"), picture("#999")
    photo = Figure(
        image=ref_of(data), width=900, height=600, words="清完的边沟\n\n 三组"
    )
    scan = PageImageBlock(
        image=ref_of(other), width=900, height=600, words="同意安排。"
    )

    pages = setter.set_pages(
        revision(photo, scan),
        board=Board.VILLAGE,
        panel=landscape,
        images={photo.image.sha256: data, scan.image.sha256: other},
    )

    lines = [line for page in pages for line in page.written]
    shown = [line for line in lines if line.text in {"清完的边沟", "三组"}]
    assert [line.text for line in shown] == ["清完的边沟", "三组"]
    assert shown[0].baseline < shown[1].baseline
    assert [line.text for line in lines].count("同意安排。") == 1


def test_blank_paragraphs_are_no_lines(setter: PageSetter, landscape: Panel) -> None:
    page = setter.set_pages(
        revision(Paragraph(text="甲\n \n乙")),
        board=Board.GOV,
        panel=landscape,
        images={},
    )[0]

    assert all(line.text.strip() for line in page.written)
