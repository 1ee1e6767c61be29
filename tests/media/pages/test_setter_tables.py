from itertools import pairwise

import pytest

from media.pages.fonts import find_fonts
from media.pages.pieces import Ink
from media.pages.setter import PageSetter
from programme.blocks import (
    Cell,
    Heading,
    Paragraph,
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


@pytest.mark.parametrize(
    "name", ["第 5 组路灯维修及更换（含人工、材料、运输）", "路灯" * 10]
)
def test_carried_sums_stay_on_the_page_and_agree_beside_a_row_of_many_lines(
    setter: PageSetter, name: str
) -> None:
    small = Panel(width=1280, height=720, diagonal_inches=43, distance_mm=3500)
    rows = [
        cells(name, f"{n * 12631.5:,.2f}", "—", f"2026-09-{n:02d}") for n in range(1, 8)
    ]
    total = cells("合计", f"{28 * 12631.5:,.2f}", "—", "")
    table = Table(
        unit_note="元",
        header_rows=1,
        numeric_columns=(1, 2),
        total_rows=(8,),
        rows=(cells("项目", "收入", "支出", "日期"), *rows, total),
    )
    title = "柳坞村 2026 年三季度村集体经济组织财务收支情况"

    laid = setter.lay_out(
        revision(table, title=title), board=Board.FINANCE, panel=small
    )

    passed: list[str] = []
    carried: list[str] = []
    for page in laid.pages:
        assert max(each.y + each.piece.height for each in page) <= (
            laid.sheet.height - laid.title.height
        )
        words = [each.piece.words.split() for each in page if each.piece.words]
        passed += [said[1] for said in words if said[0] == "过次页"]
        carried += [said[1] for said in words if said[0] == "承前页"]
    assert len(passed) > 2
    assert passed == carried


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


def test_forty_columns_go_on_in_groups_that_each_name_the_row(
    landscape: Panel,
) -> None:
    months = [f"{number} 月" for number in range(1, 40)]
    figures = [f"{number * 1234.5:,.2f}" for number in range(1, 40)]
    table = Table(
        header_rows=1,
        numeric_columns=tuple(range(1, 40)),
        rows=(cells("村名", *months), cells("柳坞村", *figures)),
    )
    wide = PageSetter(find_fonts(), most_shown=40)

    pages = wide.set_pages(
        revision(table), board=Board.FINANCE, panel=landscape, images={}
    )

    words = "\n".join(page.words for page in pages)
    assert all(month in words for month in months)
    assert all(figure in words for figure in figures)
    assert all("村名 " in page.words and "柳坞村 " in page.words for page in pages)


# REQ-18
def test_a_finance_table_carries_its_sums_from_page_to_page(
    setter: PageSetter, landscape: Panel
) -> None:
    rows = [cells(f"第 {n} 次维修", f"{n}.50") for n in range(1, 17)]
    table = Table(
        unit_note="元",
        header_rows=1,
        numeric_columns=(1,),
        total_rows=(17,),
        rows=(cells("事由", "支出"), *rows, cells("合计", "144.00")),
    )

    pages = setter.set_pages(
        revision(table), board=Board.FINANCE, panel=landscape, images={}
    )

    said = [page.words.splitlines()[3:] for page in pages]
    assert said[0][-1].startswith("过次页 ")
    for before, after in pairwise(said):
        assert after[0] == before[-1].replace("过次页", "承前页")
    assert said[-1][-1] == "合计 144.00"
    assert all(len(lines) <= 8 for lines in said)


# REQ-22
def test_a_list_of_persons_says_its_group_again_overleaf(
    setter: PageSetter, landscape: Panel
) -> None:
    rows = [cells("第一组", f"张某{n}", str(n)) for n in range(1, 41)]
    table = Table(
        header_rows=1, numeric_columns=(2,), rows=(cells("组别", "户主", "人数"), *rows)
    )

    pages = setter.set_pages(
        revision(table), board=Board.VILLAGE, panel=landscape, images={}
    )

    said = [page.words.splitlines()[1:] for page in pages]
    assert said[0][:3] == [
        "户主 人数 户主 人数 户主 人数",
        "第一组",
        "张某1 1 张某2 2 张某3 3",
    ]
    assert said[1][1] == "第一组（续）"


def test_a_small_table_is_not_parted(setter: PageSetter, landscape: Panel) -> None:
    rows = [cells(f"村{n}", "1.00") for n in range(4)]
    table = Table(header_rows=1, numeric_columns=(1,), rows=(cells("村", "数"), *rows))
    text = Paragraph(text="公开的内容应当通俗易懂，让群众看得明白。" * 5)

    pages = setter.set_pages(
        revision(text, table), board=Board.GOV, panel=landscape, images={}
    )

    assert "村 数\n村0 1.00\n村1 1.00\n村2 1.00\n村3 1.00" in pages[1].words


def test_every_further_page_of_a_policy_names_its_section_once(
    setter: PageSetter, landscape: Panel
) -> None:
    text = Paragraph(text="公开的内容应当通俗易懂，让群众看得明白。" * 10)
    blocks = [
        block
        for name in ("一、总则", "二、办法", "三、附则")
        for block in (Heading(level=1, text=name), text)
    ]

    pages = setter.set_pages(
        revision(*blocks), board=Board.GOV, panel=landscape, images={}
    )

    second = [page.words.splitlines()[1] for page in pages]
    assert "一、总则（续）" in second
    for page in pages:
        lines = page.words.splitlines()
        assert not (
            lines[1].endswith("（续）") and lines[2] in {"二、办法", "三、附则"}
        )
