"""Totals in tables are added up to the fen (REQ-18)."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from programme.blocks import Cell, Paragraph, Table
from publishing.desk.money_sums import WrongSum, wrong_sums


def table(text: str, *, unit: str = "元", header_rows: int = 1) -> Table:
    rows = [line.strip().split("|") for line in text.strip().splitlines()]
    return Table(
        unit_note=unit,
        header_rows=header_rows,
        rows=tuple(tuple(_cell(each) for each in row) for row in rows),
    )


def _cell(text: str) -> Cell:
    """Return a cell; `文字*2` spans two columns, `文字^2` two rows."""
    for mark, side in (("*", "colspan"), ("^", "rowspan")):
        words, found, span = text.strip().partition(mark)
        if found:
            return Cell.model_validate({"text": words, side: int(span)})
    return Cell(text=text.strip())


def accused(made: Table) -> list[tuple[str, str, str, str]]:
    return [
        (each.row, each.column, each.found, each.expected)
        for each in wrong_sums([Paragraph(text="前言"), made])
    ]


RIGHT = {
    "a plain total": "项目|金额\n路灯|100.10\n水管|200.20\n合计|300.30",
    "thousands and full width": (
        "项目|金额\n甲|１，０００．５０\n乙|2,000.50\n合　计|3,001.00"
    ),
    "what is owed is negative": "项目|金额\n收|500\n退|-120\n扣|（80.00）\n合计|300",
    "subtotals and a total": (
        "项目|金额\n甲|10\n乙|20\n小计|30\n丙|5\n丁|6\n小计|11\n合计|41"
    ),
    "a total after subtotals and single rows": (
        "项目|金额\n甲|10\n乙|20\n小计|30\n零星|5\n合计|35"
    ),
    "two totals and the whole": (
        "项目|金额\n甲|1\n乙|2\n收入合计|3\n丙|4\n支出合计|4\n总计|7"
    ),
    "the topmost items only": (
        "项目|金额\n一、基本支出|100\n1.人员|80\n2.公用|20\n二、项目支出|50\n合计|150"
    ),
    "the shortest codes only": (
        "科目|名称|金额\n201|一般公共服务|30\n20101|人大|10\n20103|政府|20\n"
        "205|教育|7\n20502|普通教育|7\n合计||37"
    ),
    "其中 is part of what is above": (
        "项目|金额\n工资福利|100\n其中：工资|60\n津贴|40\n办公|9\n合计|109"
    ),
    "the total stands on top": "项目|金额\n合计|60\n甲|10\n乙|20\n丙|30",
    "dashes count as nothing": "项目|金额\n甲|—\n乙|20\n丙|/\n合计|20",
    "shares are not added": "项目|金额|占比\n甲|10|33.3%\n乙|20|66.7%\n合计|30|100%",
    "unit prices are not added": "项目|单价|金额\n甲|3|30\n乙|4|20\n合计|5|50",
    "words among figures": "项目|金额\n甲|10\n乙|见附件\n合计|999",
    "units in the cells": "项目|金额\n甲|1.5万元\n乙|5,000元\n合计|2万元",
    "no total at all": "项目|金额\n甲|10\n乙|20",
    "a column of totals": (
        "村|拨款|自筹|合计\n柳坞|10|5|15\n石桥|20|7|27\n合计|30|12|42"
    ),
    "totals before what they add up": "村|合计|拨款|自筹\n柳坞|15|10|5\n石桥|27|20|7",
}

WRONG = {
    "a total is a fen short": (
        "项目|金额\n甲|100.10\n乙|200.21\n合计|300.30",
        [("合计", "金额", "300.30", "300.31")],
    ),
    "a subtotal is wrong, the total is not": (
        "项目|金额\n甲|10\n乙|20\n小计|31\n丙|5\n丁|6\n小计|11\n合计|41",
        [("小计", "金额", "31", "30")],
    ),
    "the whole is wrong": (
        "项目|金额\n甲|1\n乙|2\n收入合计|3\n丙|4\n支出合计|4\n总计|8",
        [("总计", "金额", "8", "7")],
    ),
    "one row of a column of totals": (
        "村|拨款|自筹|合计\n柳坞|10|5|15\n石桥|20|7|28\n杨滩|1|1|2\n合计|31|13|45",
        [("石桥", "合计", "28", "27"), ("合计", "合计", "45", "44")],
    ),
    "the total on top": (
        "项目|金额\n合计|61\n甲|10\n乙|20\n丙|30",
        [("合计", "金额", "61", "60")],
    ),
    "a minus sign is lost": (
        "项目|金额\n收|500\n退|-120\n合计|620",
        [("合计", "金额", "620", "380")],
    ),
    "codes": (
        (
            "科目|名称|金额\n201|一般公共服务|30\n20101|人大|10\n20103|政府|20\n"
            "205|教育|7\n合计||67.5"
        ),
        [("合计", "金额", "67.5", "37.0")],
    ),
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_a_table_that_adds_up_is_not_accused(text: str) -> None:
    assert accused(table(text)) == []


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_total_that_does_not_add_up_is_named(
    text: str, told: list[tuple[str, str, str, str]]
) -> None:
    assert accused(table(text)) == told


def test_what_stands_under_one_head_is_added_within_it() -> None:
    made = table(
        "村^2|财政拨款*3|自筹^2|总计^2\n小计|县|镇\n柳坞|3|1|2|4|7\n石桥|7|3|4|1|8\n"
        "合计|10|4|6|5|16",
        header_rows=2,
    )

    told = accused(made)

    assert told == [
        ("合计", "总计", "16", "15"),
    ]


def test_the_words_say_where_it_stands_and_what_it_should_be() -> None:
    (found,) = wrong_sums([table("项目|金额\n甲|1,000.00\n乙|2.50\n合计|1,000.00")])

    assert found.words == (
        "第 1 段的表“合计”一行“金额”一列写的是 1,000.00，加起来是 1,002.50"
    )


@pytest.mark.parametrize(
    ("unit", "rounding"), [("万元", True), ("元", False)], ids=["rounded", "exact"]
)
def test_a_last_digit_may_differ_where_figures_are_rounded(
    unit: str,
    rounding: bool,
) -> None:
    (found,) = wrong_sums([table("项目|金额\n甲|1.26\n乙|2.27\n合计|3.54", unit=unit)])

    assert found.rounding is rounding


def test_more_than_the_last_digit_is_no_rounding() -> None:
    (found,) = wrong_sums(
        [table("项目|金额\n甲|1.26\n乙|2.27\n合计|3.64", unit="万元")]
    )

    assert not found.rounding


def test_a_table_without_heads_is_read_too() -> None:
    found = wrong_sums([table("甲|1\n乙|2\n合计|4", header_rows=0)])

    assert [(each.column, each.expected) for each in found] == [("第 2 列", "3")]


def test_an_empty_table_says_nothing() -> None:
    assert wrong_sums([Table(header_rows=1, rows=())]) == ()


fen = st.integers(-10_000_000, 10_000_000).map(lambda cents: Decimal(cents) / 100)
groups = st.lists(st.lists(fen, min_size=1, max_size=6), min_size=1, max_size=4)


def _account(parts: list[list[Decimal]], *, off: Decimal = Decimal(0)) -> Table:
    lines = ["项目|金额"]
    for number, part in enumerate(parts):
        lines += [f"第{number}项之{at}|{value:,.2f}" for at, value in enumerate(part)]
        lines.append(f"小计|{sum(part):,.2f}")
    whole = sum(map(sum, parts), Decimal(0)) + off
    return table("\n".join([*lines, f"合计|{whole:,.2f}"]))


@given(groups)
def test_an_account_that_is_right_is_never_accused(parts: list[list[Decimal]]) -> None:
    assert wrong_sums([_account(parts)]) == ()


@given(groups, fen.filter(bool))
def test_an_account_with_a_changed_total_always_is(
    parts: list[list[Decimal]], off: Decimal
) -> None:
    found: tuple[WrongSum, ...] = wrong_sums([_account(parts, off=off)])

    assert [each.row for each in found] == ["合计"]
