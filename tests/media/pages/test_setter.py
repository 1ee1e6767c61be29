import hashlib
import io
import time

import pytest
from PIL import Image

from media.pages.errors import (
    GlyphMissing,
    PictureUnusable,
    TextTooLong,
    TooManyPages,
)
from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter, SetPage
from programme.blocks import (
    AssetRef,
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    PageImageBlock,
    Paragraph,
    Revision,
    Table,
)
from programme.boards import Board
from programme.layout import Panel, content_rectangle


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text=text) for text in texts)


FINANCE = Table(
    unit_note="元",
    header_rows=1,
    numeric_columns=(1, 2),
    total_rows=(7,),
    rows=(
        cells("项目", "收入", "支出"),
        cells("土地流转服务费", "42,000.00", "—"),
        cells("光伏发电收益", "18,630.55", "—"),
        cells("上级补助：村道养护", "60,000.00", "—"),
        cells("路灯维修 26 盏", "—", "12,480.00"),
        cells("保洁员工资 6 人 3 个月", "—", "27,000.00"),
        cells("老年食堂补贴", "—", "31,250.40"),
        cells("合计", "120,630.55", "70,730.40"),
    ),
)


def revision(*blocks: Block, title: str = "2026 年三季度村集体财务收支") -> Revision:
    return Revision(title=title, blocks=blocks)


def image_of(page: SetPage) -> Image.Image:
    return Image.open(io.BytesIO(page.webp))


def colours(page: SetPage) -> set[object]:
    found = image_of(page).getcolors(1_000_000) or []
    return {colour for count, colour in found if count > 20}


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


@pytest.mark.parametrize(
    ("board", "tint"),
    [
        (Board.PARTY, (0xFB, 0xEF, 0xEC)),
        (Board.GOV, (0xEB, 0xF2, 0xFA)),
        (Board.VILLAGE, (0xE6, 0xF4, 0xF0)),
        (Board.FINANCE, (0xFB, 0xF3, 0xE1)),
    ],
)
def test_a_tables_head_has_the_boards_tint(
    setter: PageSetter, landscape: Panel, board: Board, tint: tuple[int, int, int]
) -> None:
    page = setter.set_pages(revision(FINANCE), board=board, panel=landscape, images={})[
        0
    ]

    assert tint in colours(page)


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


# REQ-18
def test_figures_end_at_the_same_pixel(setter: PageSetter, landscape: Panel) -> None:
    table = Table(
        header_rows=0,
        numeric_columns=(1,),
        rows=(cells("a", "1.00"), cells("b", "12,341.00"), cells("c", "7.5")),
    )

    page = setter.set_pages(
        revision(table, title="账"), board=Board.GOV, panel=landscape, images={}
    )[0]

    picture = image_of(page).convert("L").point(lambda value: 255 * (value < 100))
    rows = [picture.crop((700, 125 + 70 * n, 1520, 185 + 70 * n)) for n in range(3)]
    right = [(row.getbbox() or (0, 0, 0, 0))[2] for row in rows]
    assert abs(right[0] - right[1]) <= 1
    assert 20 <= right[0] - right[2] <= 32


def test_a_long_table_repeats_its_head_and_names_at_most_eight_rows(
    setter: PageSetter, portrait: Panel
) -> None:
    rows = tuple(cells(f"甲{number}", f"{number}.00") for number in range(30))
    table = Table(header_rows=1, numeric_columns=(1,), rows=(cells("户", "元"), *rows))

    pages = setter.set_pages(
        revision(table), board=Board.VILLAGE, panel=portrait, images={}
    )

    assert len(pages) == 4
    assert all("户 元" in page.words for page in pages)
    assert all(page.words.count("甲") <= 8 for page in pages)


def test_columns_beyond_four_go_on_with_the_first_one_repeated(
    setter: PageSetter, landscape: Panel
) -> None:
    head = cells("项目", "一月", "二月", "三月", "四月", "五月")
    table = Table(header_rows=1, rows=(head, cells("电费", "1", "2", "3", "4", "5")))

    pages = setter.set_pages(
        revision(table), board=Board.VILLAGE, panel=landscape, images={}
    )

    words = "\n".join(page.words for page in pages)
    assert "项目 一月 二月 三月\n" in words
    assert "项目 四月 五月\n电费 4 5" in words


def test_a_running_number_is_repeated_together_with_the_name(
    setter: PageSetter, landscape: Panel
) -> None:
    head = cells("序号", "户主", "一月", "二月", "三月")
    table = Table(header_rows=1, rows=(head, cells("1", "某甲", "7", "8", "9")))

    pages = setter.set_pages(
        revision(table), board=Board.VILLAGE, panel=landscape, images={}
    )

    assert "序号 户主 三月\n1 某甲 9" in "\n".join(page.words for page in pages)


def test_a_merged_cell_is_said_again_on_the_next_page(
    setter: PageSetter, landscape: Panel
) -> None:
    merged = (Cell(text="柳坞村", rowspan=12), Cell(text="户0"))
    rows = (merged, *(cells(f"户{number}") for number in range(1, 12)))
    table = Table(header_rows=1, rows=(cells("村", "户"), *rows))

    pages = setter.set_pages(
        revision(table), board=Board.VILLAGE, panel=landscape, images={}
    )

    assert len(pages) == 2
    assert [page.words.count("柳坞村") for page in pages] == [1, 1]


def test_a_row_higher_than_a_page_is_divided_without_loss(
    setter: PageSetter, landscape: Panel
) -> None:
    text = "".join(f"第{number}条规定内容" for number in range(120))
    table = Table(header_rows=1, rows=(cells("条", "内容"), cells("一", text)))

    pages = setter.set_pages(
        revision(table), board=Board.GOV, panel=landscape, images={}
    )

    words = "".join("".join(page.words.split("\n")[2:]) for page in pages)
    assert text in "".join(words.removeprefix("一").split())


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
@pytest.mark.parametrize("text", ["长" * 1_000_000, "a" + "\u0301" * 10_000])
def test_an_endless_text_is_refused_within_a_second(
    setter: PageSetter, landscape: Panel, text: str
) -> None:
    begun = time.monotonic()

    with pytest.raises(TextTooLong, match="太长"):
        setter.set_pages(
            revision(Paragraph(text=text)),
            board=Board.GOV,
            panel=landscape,
            images={},
        )

    assert time.monotonic() - begun < 1


def test_a_title_that_never_ends_is_refused(
    setter: PageSetter, landscape: Panel
) -> None:
    with pytest.raises(TextTooLong, match="标题太长"):
        setter.set_pages(
            revision(title="长" * 201), board=Board.GOV, panel=landscape, images={}
        )


def test_a_cell_keeps_its_own_line_ends(setter: PageSetter, landscape: Panel) -> None:
    table = Table(
        header_rows=1, rows=(cells("条", "内\n容"), cells("一", "甲方：某\n乙方：某"))
    )
    flat = table.model_copy(
        update={"rows": (cells("条", "内 容"), cells("一", "甲方：某 乙方：某"))}
    )

    kept, joined = (
        setter.set_pages(revision(each), board=Board.GOV, panel=landscape, images={})
        for each in (table, flat)
    )

    assert "一 甲方：某 乙方：某" in kept[0].words
    assert kept[0].pixels_sha256 != joined[0].pixels_sha256


def test_more_pages_than_allowed_are_refused_before_one_is_drawn(
    landscape: Panel,
) -> None:
    few = PageSetter(find_fonts(), most_pages=2)

    with pytest.raises(TooManyPages, match="最多 2 页"):
        few.set_pages(
            revision(Paragraph(text="公开内容。" * 200)),
            board=Board.GOV,
            panel=landscape,
            images={},
        )


def test_a_revision_without_blocks_is_a_page_with_its_title(
    setter: PageSetter, landscape: Panel
) -> None:
    pages = setter.set_pages(revision(), board=Board.GOV, panel=landscape, images={})

    assert [page.words for page in pages] == ["2026 年三季度村集体财务收支"]
    assert pages[0].dwell_s == 12
