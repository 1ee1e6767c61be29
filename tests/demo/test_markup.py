from decimal import Decimal

import pytest

from demo.markup import (
    HeadingPart,
    ListPart,
    PicturePart,
    TablePart,
    TextPart,
    amount_of,
    blocks_of,
    parts_of,
)


def test_lines_become_headings_text_and_lists() -> None:
    body = """
    # 一、概况
    正文一句。
    - 甲
    - 乙
    1. 先
    2. 后
    ! 广场北门
    """

    assert parts_of(body) == (
        HeadingPart(text="一、概况"),
        TextPart(text="正文一句。"),
        ListPart(ordered=False, entries=("甲", "乙")),
        ListPart(ordered=True, entries=("先", "后")),
        PicturePart(caption="广场北门"),
    )


def test_a_sum_is_added_up_to_the_fen_and_words_are_left_out() -> None:
    body = """
    |项目|负责|收入|支出|
    |流转费|村部|42,000.10|—|
    |路灯|村部|—|12,480.05|
    |=合计|
    """

    (table,) = parts_of(body)

    assert isinstance(table, TablePart)
    assert table.has_total
    assert table.rows[-1] == ("合计", "", "42,000.10", "12,480.05")


def test_a_table_without_a_sum_stays_as_it_is() -> None:
    (table,) = parts_of("|日期|地点|\n|12 月 2 日|柳坞村|")

    assert table == TablePart(
        rows=(("日期", "地点"), ("12 月 2 日", "柳坞村")), has_total=False
    )


@pytest.mark.parametrize(
    ("text", "amount"), [("1,280.50", Decimal("1280.50")), ("—", None), ("三", None)]
)
def test_an_amount_is_a_figure_and_nothing_else(
    text: str, amount: Decimal | None
) -> None:
    assert amount_of(text) == amount


def test_a_body_becomes_blocks_that_the_desk_takes() -> None:
    body = "# 一\n甲\n- 乙\n|项目|钱|\n|路灯|1.00|"

    blocks = blocks_of(body, "元")

    assert [block["kind"] for block in blocks] == [
        "heading",
        "paragraph",
        "list",
        "table",
    ]
    assert blocks[3]["unit_note"] == "元"
    assert blocks[3]["rows"][1][0] == {"text": "路灯"}
