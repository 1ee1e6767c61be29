import pytest

from media.pages.setter import PageSetter
from programme.blocks import (
    Cell,
    Table,
)
from programme.boards import Board
from programme.layout import Panel
from tests.fakes.set_pages import FINANCE, cells, colours, image_of, revision


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
