import pytest

from media.pages.pieces import Ink
from media.pages.setter import PageSetter
from programme.blocks import Paragraph, Table
from programme.boards import Board
from programme.layout import Panel
from tests.fakes.account_blocks import cells
from tests.fakes.set_pages import FINANCE, colours, image_of, revision


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


@pytest.mark.parametrize("count", [2, 4])
def test_a_date_is_not_parted_where_a_longer_cell_can_give_way(
    setter: PageSetter, portrait: Panel, count: int
) -> None:
    dates = [f"2026-09-{day:02d}" for day in range(1, 8)]
    name = "第 5 组路灯维修及更换，含人工、材料、运输和夜间照明"
    rows = [cells(name, date, "12,631.50", "—")[:count] for date in dates]
    head = cells("项目", "日期", "收入", "支出")[:count]
    table = Table(
        header_rows=1, numeric_columns=(2, 3)[: count - 2], rows=(head, *rows)
    )

    laid = setter.lay_out(revision(table), board=Board.FINANCE, panel=portrait)

    marks = [mark for page in laid.pages for mark in laid.marks(page)]
    assert set(dates) <= {mark.text for mark in marks if isinstance(mark, Ink)}


def test_an_endless_word_leaves_room_for_its_neighbours(
    setter: PageSetter, portrait: Panel
) -> None:
    address = "https://a.example/" + "b" * 90
    table = Table(
        header_rows=1, rows=(cells("项目", "网址"), cells("路灯维修", address))
    )

    laid = setter.lay_out(revision(table), board=Board.FINANCE, panel=portrait)

    marks = [mark for page in laid.pages for mark in laid.marks(page)]
    assert "路灯维修" in {mark.text for mark in marks if isinstance(mark, Ink)}


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


def test_a_small_table_is_not_parted(setter: PageSetter, landscape: Panel) -> None:
    rows = [cells(f"村{n}", "1.00") for n in range(4)]
    table = Table(header_rows=1, numeric_columns=(1,), rows=(cells("村", "数"), *rows))
    text = Paragraph(text="公开的内容应当通俗易懂，让群众看得明白。" * 5)

    pages = setter.set_pages(
        revision(text, table), board=Board.GOV, panel=landscape, images={}
    )

    assert "村 数\n村0 1.00\n村1 1.00\n村2 1.00\n村3 1.00" in pages[1].words
