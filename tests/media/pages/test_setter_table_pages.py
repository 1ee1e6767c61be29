from itertools import pairwise

import pytest

from media.pages.fonts import find_fonts
from media.pages.setter import PageSetter
from programme.blocks import Cell, Heading, Paragraph, Table
from programme.boards import Board
from programme.layout import Panel
from tests.fakes.account_blocks import cells
from tests.fakes.set_pages import revision


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
