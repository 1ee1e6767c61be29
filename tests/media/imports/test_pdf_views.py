"""PDF pages that are turned, cut, written downwards, or bear notes and heads."""

from collections.abc import Callable

import pytest

from media.imports.page_view import PageView
from media.imports.result import Imported
from programme.blocks import Table, text_of
from tests.fakes.pdf_pages import PdfPages

Importer = Callable[[bytes, str], Imported]
BODY = "这是正文里的一行字，写得足够长，用来当作正文的大小，读完为止。"


def said(imported: Imported) -> list[str]:
    return [text_of(block) for block in imported.blocks]


@pytest.mark.parametrize(
    ("quarters", "size", "place"),
    [
        (0, (100, 200), (10, 170)),
        (1, (200, 100), (30, 10)),
        (2, (100, 200), (90, 30)),
        (3, (200, 100), (170, 90)),
    ],
)
def test_a_view_counts_from_the_top_left_of_what_people_see(
    quarters: int, size: tuple[float, float], place: tuple[float, float]
) -> None:
    view = PageView(left=50, bottom=60, right=150, top=260, quarters=0)

    turned = view.turned(quarters)

    assert turned.size == size
    assert turned.place(60, 90) == place
    assert turned.shows((*place, *place))
    assert not turned.shows((-9, 0, -9, 0))


@pytest.mark.parametrize(
    ("told", "clockwise"), [("", True), ("", False), ("/Rotate 90", False)]
)
def test_a_sideways_page_is_read_as_if_it_were_turned(
    read: Importer, told: str, clockwise: bool
) -> None:
    pages = PdfPages(drawn=True, told=told)
    lines = (
        "第一行的字从这里开始写。",
        "第二行的字接着写下去了。",
        "第三行是最后的一行字。",
    )
    for number, line in enumerate(lines):
        x = 500 - 60 * number if clockwise else 60 + 60 * number
        pages.sideways(x, 780 if clockwise else 60, line, clockwise=clockwise)

    assert said(read(pages.data(), "a.pdf")) == list(lines)


def test_a_table_on_a_turned_page_is_a_table(read: Importer) -> None:
    pages = PdfPages(drawn=True, told="/Rotate 90")
    rows = (("项目", "金额"), ("道路", "100"), ("桥", "200"))
    # Seen from the side: rows go to the right of the paper, columns up.
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            x, y = 62 + 30 * number, 64 + 120 * column
            pages.sideways(x + 18, y, words, clockwise=False)
    for x in (60, 90, 120, 150):
        pages.rule(x, 842 - 60, x, 842 - 300)
    for y in (60, 180, 300):
        pages.rule(60, 842 - y, 150, 842 - y)

    block = read(pages.data(), "a.pdf").blocks[0]

    assert isinstance(block, Table)
    assert text_of(block) == "项目 金额\n道路 100\n桥 200"


# REQ-16
def test_what_is_cut_off_a_page_is_not_published(read: Importer) -> None:
    pages = PdfPages(drawn=True, told="/CropBox [0 400 595 842]")
    pages.text(60, 100, "看得见的一行字。")
    pages.text(60, 700, "裁掉的底稿。")

    imported = read(pages.data(), "a.pdf")

    assert said(imported) == ["看得见的一行字。"]
    assert imported.report.lost == ("裁在页面以外、看不到的文字",)
    assert imported.report.hidden == ("裁在页面以外、看不到的文字：裁掉的底稿。",)


def test_letters_below_one_another_are_read_down_and_from_right_to_left(
    read: Importer,
) -> None:
    pages = PdfPages(drawn=True)
    pages.text(60, 60, "上面横着的一行。")
    for number, column in enumerate(
        ("竖排文字应当从上往下读", "第二列在左边接着读下去", "完。")
    ):
        pages.down(500 - 24 * number, 100, column)
    pages.text(60, 400, "下面横着的一行。")

    imported = read(pages.data(), "a.pdf")

    assert imported.title == "a"
    assert said(imported) == [
        "上面横着的一行。",
        "竖排文字应当从上往下读第二列在左边接着读下去完。",
        "下面横着的一行。",
    ]
    assert "第 1 页有竖排的文字，次序请照原页核对" in imported.report.simplified


def test_a_note_at_the_foot_goes_to_the_paragraph_that_calls_it(
    read: Importer,
) -> None:
    pages = PdfPages(drawn=True)
    pages.text(60, 100, "第一段里有一个注释①，后面再没有。")
    pages.text(60, 130, "第二段的话一直写到这一页的最后，还没有写完，这一行要够长")
    pages.text(60, 760, "①这是注释的内容，", size=9)
    pages.text(60, 775, "它有两行。", size=9)
    pages.text(290, 810, "1", size=9)
    pages.end_page()
    pages.text(60, 100, "接着上一页。")
    pages.text(290, 810, "2", size=9)

    imported = read(pages.data(), "a.pdf")

    assert said(imported) == [
        "第一段里有一个注释①，后面再没有。",
        "①这是注释的内容，它有两行。",
        "第二段的话一直写到这一页的最后，还没有写完，这一行要够长接着上一页。",
    ]
    assert "页脚的注释移到引用它的那段后面" in imported.report.simplified


def test_small_print_that_nothing_calls_stays_where_it_stands(read: Importer) -> None:
    pages = PdfPages(drawn=True)
    pages.text(60, 100, BODY)
    pages.text(60, 760, "②没有人提到的小字。", size=9)

    assert said(read(pages.data(), "a.pdf")) == [BODY, "②没有人提到的小字。"]


def test_a_raised_digit_is_one_and_calls_its_note(read: Importer) -> None:
    pages = PdfPages(drawn=True)
    pages.text(60, 70, BODY)
    pages.text(60, 100, "面积一百二十平方m")
    pages.text(162, 95, "2", size=7)
    pages.text(166, 100, "。")
    pages.text(60, 130, "这里有一个注释")
    pages.text(144, 125, "12", size=7)
    pages.text(152, 130, "。")
    pages.text(60, 760, "12 注释说的话。", size=9)

    found = said(read(pages.data(), "a.pdf"))

    assert found == [
        BODY,
        "面积一百二十平方m²。",
        "这里有一个注释［12］。",
        "［12］注释说的话。",
    ]


def test_a_head_that_most_pages_bear_is_taken_off_and_said(read: Importer) -> None:
    pages = PdfPages(drawn=True)
    for number in range(1, 5):
        pages.text(220, 40, f"××县人民政府公报 第{number}期", size=9)
        pages.text(60, 100, f"第{'一二三四'[number - 1]}页的正文，{BODY}")
        pages.end_page()

    imported = read(pages.data(), "a.pdf")

    assert "公报" not in "".join(said(imported))
    assert "去掉了 4 页重复的页眉" in imported.report.simplified
    assert len(imported.blocks) == 4


def test_letters_that_cannot_be_read_are_said(read: Importer) -> None:
    pages = PdfPages()
    pages.text(60, 100, "读得出的一行字。")
    pages.down(500, 100, "读不出的")

    imported = read(pages.data(), "a.pdf")

    assert said(imported) == ["读得出的一行字。"]
    (lost,) = imported.report.lost
    assert lost.startswith("第 1 页可能有读不出的文字（字体没有嵌在文件里）")
