from kiosk.prose import (
    WIDEST,
    WIDEST_LARGE,
    ShownCards,
    ShownFigure,
    ShownTable,
    shown_blocks,
    widest_table,
)
from kiosk.words import read_words
from programme.blocks import Cell, Figure, PageImageBlock, Paragraph, Table
from tests.fakes.account_blocks import ACCOUNTS, WIDE, cells
from tests.fakes.contract import asset

WORDS = read_words()["zh-CN"]


def test_a_table_keeps_its_head_figures_and_sums() -> None:
    (shown,) = shown_blocks((ACCOUNTS,), WORDS, widest=WIDEST)

    assert isinstance(shown, ShownTable)
    assert [cell.numeric for cell in shown.head[0]] == [False, True, True]
    assert shown.body[-1].total
    assert shown.body[3].spoken == "路灯维修 26 盏，支出 12,480.00元"


def test_large_print_turns_four_columns_into_cards() -> None:
    four = Table(header_rows=1, rows=(cells("甲", "乙", "丙", "丁"), cells(*"1234")))

    (ordinary,) = shown_blocks((four,), WORDS, widest=WIDEST)
    (large,) = shown_blocks((four,), WORDS, widest=WIDEST_LARGE)

    assert isinstance(ordinary, ShownTable)
    assert isinstance(large, ShownCards)
    assert large.cards[0].pairs == (("乙", "2"), ("丙", "3"), ("丁", "4"))


def test_cards_leave_out_what_is_empty() -> None:
    rows = (WIDE.rows[0], cells("三组", "—", "", "110", "0", "无"))

    (shown,) = shown_blocks(
        (WIDE.model_copy(update={"rows": rows}),), WORDS, widest=WIDEST
    )

    assert isinstance(shown, ShownCards)
    assert shown.cards[0].title == "三组"
    assert shown.cards[0].pairs == (("标准", "110"), ("金额", "0"))


def test_cells_that_reach_on_are_known_in_every_row_they_cover() -> None:
    table = Table(
        header_rows=1,
        numeric_columns=(1,),
        rows=(
            cells("组", "金额"),
            (Cell(text="一组", rowspan=2), Cell(text="10")),
            (Cell(text="20"),),
            (Cell(text="合计 30", colspan=2),),
        ),
    )

    (shown,) = shown_blocks((table,), WORDS, widest=WIDEST)

    assert isinstance(shown, ShownTable)
    assert [row.spoken for row in shown.body] == [
        "一组，金额 10",
        "一组，金额 20",
        "合计 30，金额 合计 30",
    ]
    assert shown.body[1].cells[0].numeric
    assert shown.body[0].cells[0].rowspan == 2


def test_a_scanned_page_is_shown_as_its_words() -> None:
    scan = PageImageBlock(
        image=asset(b"scan"), width=10, height=10, words="第一行\n\n第二行"
    )

    shown = shown_blocks((scan,), WORDS, widest=WIDEST)

    assert shown == (Paragraph(text="第一行"), Paragraph(text="第二行"))


def test_a_figure_keeps_its_words() -> None:
    figure = Figure(
        image=asset(b"map"), width=10, height=5, caption="线路图", words="从东到西"
    )

    (shown,) = shown_blocks((figure,), WORDS, widest=WIDEST)

    assert isinstance(shown, ShownFigure)
    assert (shown.caption, shown.words) == ("线路图", "从东到西")


# REQ-36
def test_the_larger_the_text_the_fewer_columns_a_table_may_have() -> None:
    widest = [
        widest_table(large=large, size=size)
        for size in (100, 150, 200)
        for large in (False, True)
    ]

    assert widest == [4, 3, 2, 1, 0, 0]
