import hashlib

import pytest

from media.pages.checks import MOST_CHARACTERS, check_revision
from media.pages.errors import (
    GlyphMissing,
    PictureUnusable,
    TextTooLong,
)
from media.pages.fonts import Fonts, find_fonts
from media.pages.setter import PageSetter
from programme.blocks import (
    AssetRef,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Table,
)
from programme.boards import Board
from programme.layout import Panel, content_rectangle
from tests.fakes.account_blocks import cells
from tests.fakes.set_pages import FINANCE, colours, image_of, revision


@pytest.mark.parametrize("name", ["landscape", "portrait"])
def test_a_page_fills_the_content_rectangle_and_names_its_pixels(
    setter: PageSetter, request: pytest.FixtureRequest, name: str
) -> None:
    panel: Panel = request.getfixturevalue(name)
    rectangle = content_rectangle(panel)

    page = setter.set_pages(
        revision(FINANCE), board=Board.FINANCE, panel=panel, images={}
    )[0]

    picture = image_of(page)
    assert picture.size == (rectangle.width, rectangle.height)
    assert (page.width, page.height) == picture.size
    assert page.pixels_sha256 == hashlib.sha256(picture.tobytes()).hexdigest()
    assert picture.mode == "RGB"


def test_the_same_input_gives_the_same_bytes(
    setter: PageSetter, landscape: Panel
) -> None:
    other = PageSetter(find_fonts())

    first = setter.set_pages(
        revision(FINANCE), board=Board.GOV, panel=landscape, images={}
    )
    second = other.set_pages(
        revision(FINANCE), board=Board.GOV, panel=landscape, images={}
    )

    assert first == second


def test_the_finance_page_says_its_parts_and_stays_27_seconds(
    setter: PageSetter, landscape: Panel
) -> None:
    pages = setter.set_pages(
        revision(Heading(level=1, text="二、收支明细"), FINANCE),
        board=Board.FINANCE,
        panel=landscape,
        images={},
    )

    assert len(pages) == 1
    assert pages[0].dwell_s == 27
    assert pages[0].words.splitlines()[:3] == [
        "2026 年三季度村集体财务收支",
        "二、收支明细 单位：元",
        "项目 收入 支出",
    ]
    assert "合计 120,630.55 70,730.40" in pages[0].words


def test_margins_stay_white(setter: PageSetter, landscape: Panel) -> None:
    page = setter.set_pages(
        revision(FINANCE, Paragraph(text="国" * 300)),
        board=Board.GOV,
        panel=landscape,
        images={},
    )[0]

    picture = image_of(page)
    for left in (0, picture.width - 60):
        strip = picture.crop((left, 0, left + 60, picture.height))
        assert strip.getcolors() == [(60 * picture.height, (255, 255, 255))]


def test_prose_has_at_most_150_characters_a_page(
    setter: PageSetter, landscape: Panel
) -> None:
    text = "公开的内容应当通俗易懂，让群众看得明白。" * 40

    pages = setter.set_pages(
        revision(Paragraph(text=text)), board=Board.GOV, panel=landscape, images={}
    )

    bodies = ["".join(page.words.split("\n")[1:]) for page in pages]
    assert "".join(bodies) == text
    assert all(sum(c.isalnum() for c in body) <= 150 for body in bodies)
    assert all(page.dwell_s <= 54 for page in pages)


def test_headings_paragraphs_and_lists_are_said_in_order(
    setter: PageSetter, landscape: Panel
) -> None:
    pages = setter.set_pages(
        revision(
            Heading(level=2, text="一、依据"),
            Paragraph(text="第一行\n第二行\n\n"),
            ListBlock(ordered=True, entries=("甲", "乙")),
            ListBlock(ordered=False, entries=("丙", " ")),
            Heading(level=2, text=" "),
        ),
        board=Board.PARTY,
        panel=landscape,
        images={},
    )

    assert pages[0].words.split("\n")[1:] == [
        "一、依据", "第一行", "第二行", "1. 甲", "2. 乙", "· 丙",
    ]  # fmt: skip


def test_three_facts_at_the_beginning_become_boxes(
    setter: PageSetter, landscape: Panel
) -> None:
    facts = Table(
        header_rows=1,
        rows=(
            cells("哪天起", "票价", "65 岁以上"),
            cells("12 月 1 日", "2 元", "免费"),
        ),
    )
    wide = Table(header_rows=1, rows=(cells("甲", "乙"), cells("长" * 30, "短")))

    boxes = setter.set_pages(
        revision(facts, Paragraph(text="正文")),
        board=Board.GOV,
        panel=landscape,
        images={},
    )
    plain = setter.set_pages(
        revision(wide), board=Board.GOV, panel=landscape, images={}
    )

    assert "哪天起 12 月 1 日\n票价 2 元\n65 岁以上 免费" in boxes[0].words
    assert "甲 乙" in plain[0].words


def test_a_figure_is_drawn_with_its_caption(
    setter: PageSetter, landscape: Panel, red_png: bytes
) -> None:
    sha256 = hashlib.sha256(red_png).hexdigest()
    figure = Figure(
        image=AssetRef(sha256=sha256, length=len(red_png)),
        width=200,
        height=100,
        caption="图 1　施工范围",
        words="红色表示施工范围",
    )

    pages = setter.set_pages(
        revision(Heading(level=1, text="范围"), figure),
        board=Board.GOV,
        panel=landscape,
        images={sha256: red_png},
    )

    assert len(pages) == 1
    assert (0xC0, 0, 0) in colours(pages[0])
    assert "图 1　施工范围\n红色表示施工范围" in pages[0].words


def test_a_scan_is_shown_and_its_words_follow_in_readable_size(
    setter: PageSetter, portrait: Panel, red_png: bytes
) -> None:
    sha256 = hashlib.sha256(red_png).hexdigest()
    scan = PageImageBlock(
        image=AssetRef(sha256=sha256, length=len(red_png)),
        width=1000,
        height=1414,
        words="扫描件里的字。",
    )

    pages = setter.set_pages(
        revision(scan), board=Board.GOV, panel=portrait, images={sha256: red_png}
    )

    assert [("扫描件里的字。" in page.words) for page in pages] == [False, True]


@pytest.mark.parametrize("data", [None, b"no picture", b"GIF89a"])
def test_a_picture_that_cannot_be_opened_is_named(
    setter: PageSetter, landscape: Panel, data: bytes | None
) -> None:
    ref = AssetRef(sha256="ab" * 32, length=1)
    images = {} if data is None else {ref.sha256: data}

    with pytest.raises(PictureUnusable, match="abababab"):
        setter.set_pages(
            revision(Figure(image=ref, width=1, height=1)),
            board=Board.GOV,
            panel=landscape,
            images=images,
        )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("表情😀", "U[+]1F600 GRINNING FACE"),
        ("某\U00031350", "U[+]31350 CJK UNIFIED IDEOGRAPH-31350"),
        ("转向\u202e", "U[+]202E RIGHT-TO-LEFT OVERRIDE"),
        ("响铃\x07", "U[+]0007"),
    ],
)
def test_a_character_that_cannot_be_drawn_stops_the_page_and_is_named(
    setter: PageSetter, landscape: Panel, text: str, name: str
) -> None:
    with pytest.raises(GlyphMissing, match=f"第 2 段.*{name}"):
        setter.set_pages(
            revision(Paragraph(text="好"), Paragraph(text=text)),
            board=Board.GOV,
            panel=landscape,
            images={},
        )


# B16
def test_three_hundred_dense_sheets_are_not_too_long(fonts: Fonts) -> None:
    sheets = (Paragraph(text="密" * 1_300),) * 300

    check_revision(revision(*sheets), fonts)
    with pytest.raises(TextTooLong, match=r"全文太长：600,.* 个字，最多 600,000 个字"):
        check_revision(revision(Paragraph(text="密" * MOST_CHARACTERS)), fonts)


# B16
@pytest.mark.parametrize("text", ["长" * 1_000_000, "a" + "\u0301" * 10_000])
def test_an_endless_text_is_refused_before_it_is_set(
    setter: PageSetter, landscape: Panel, text: str
) -> None:
    with pytest.raises(TextTooLong, match="太长"):
        setter.set_pages(
            revision(Paragraph(text=text)),
            board=Board.GOV,
            panel=landscape,
            images={},
        )


def test_a_title_that_never_ends_is_refused(
    setter: PageSetter, landscape: Panel
) -> None:
    with pytest.raises(TextTooLong, match="标题太长"):
        setter.set_pages(
            revision(title="长" * 201), board=Board.GOV, panel=landscape, images={}
        )


def test_a_revision_without_blocks_is_a_page_with_its_title(
    setter: PageSetter, landscape: Panel
) -> None:
    pages = setter.set_pages(revision(), board=Board.GOV, panel=landscape, images={})

    assert [page.words for page in pages] == ["2026 年三季度村集体财务收支"]
    assert pages[0].dwell_s == 12
