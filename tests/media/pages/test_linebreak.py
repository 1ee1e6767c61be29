import pytest
from hypothesis import given, strategies as st
from uniseg.linebreak import line_break_units

from media.pages.linebreak import NO_END, NO_START, break_lines, chunks_of
from media.pages.punctuation import ends_narrow

TEXTS = (
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号），现将有关情况公示如下：",
    "首班 6:20，末班 18:40，每 25 分钟一班。请到县医院东门站乘车，往东走 200 米。",
    "咨询电话 0555-010-1234，电子邮箱 office@qinghe.example，网址 www.qinghe.example。",
    "补助 12,480.00 元，其中中央 60%、省级 30%、县级 10%；超过 3 万元的另行审批……",
    "2026 年 11 月 29 日 8:30—17:30，找王建国副局长，百分之八十七点三的人到场。",
    "A座3楼12号窗口——办理不动产登记（含抵押）、VIP 服务等事项，带好身份证！",
)


def measure(text: str) -> float:
    return sum(1.0 if ord(c) > 0x2000 else 0.5 for c in text)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", [6, 9, 13, 24])
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(
    text: str, width: int
) -> None:
    lines = break_lines(text, width, measure)

    assert all(line[0] not in NO_START for line in lines)
    assert all(line[-1] not in NO_END for line in lines)


@pytest.mark.parametrize("text", TEXTS)
def test_every_break_is_one_that_the_unicode_rule_allows_too(text: str) -> None:
    allowed, at = set[int](), 0
    for unit in line_break_units(text):
        at += len(unit)
        allowed.add(at)

    ours, at = set[int](), 0
    for chunk in chunks_of(text):
        at += len(chunk)
        ours.add(at)

    assert ours <= allowed


@pytest.mark.parametrize(
    "whole", ["26 盏", "12,480.00 元", "200 米", "2026 年", "3万元", "第 3 页", "60%"]
)
def test_a_number_stays_with_its_unit(whole: str) -> None:
    chunks = chunks_of(f"共有东西 {whole}左右")

    assert any(chunk.startswith(whole) for chunk in chunks)


@pytest.mark.parametrize(
    "whole",
    [
        "2026 年 11 月 29 日",
        "2026年11月",
        "11 月 5 日",
        "6:00—21:30",
        "2026—2035 年",
        "百分之八十七点三",
        "王建国局长",
        "李明副主任",
    ],
)
def test_dates_spans_shares_and_names_with_titles_stay_whole(whole: str) -> None:
    chunks = chunks_of(f"请在{whole}前后")

    assert any(chunk.startswith(whole) for chunk in chunks)


def test_a_date_wider_than_its_column_is_parted_between_its_numbers() -> None:
    lines = break_lines("2026 年 11 月 29 日", 4, measure)

    assert lines == ("2026 年", "11 月", "29 日")


def test_a_telephone_number_and_an_address_stay_whole() -> None:
    lines = break_lines("电话 0555-010-1234 或 a.b@qinghe.example", 16, measure)

    assert any("0555-010-1234" in line for line in lines)
    assert any("a.b@qinghe.example" in line for line in lines)


def test_a_last_line_of_one_character_gets_a_companion() -> None:
    lines = break_lines("请到县医院东门站乘车去", 10, measure)

    assert lines == ("请到县医院东门站乘", "车去")


def test_a_word_wider_than_the_line_is_cut() -> None:
    lines = break_lines("x" * 50, 10, measure)

    assert "".join(lines) == "x" * 50
    assert all(measure(line) <= 10 for line in lines)


def test_an_empty_text_is_one_empty_line() -> None:
    assert break_lines("", 10, measure) == ("",)


@given(st.text(alphabet="国务院，。（）《》“”abc 123.元%年第-", max_size=80))
def test_no_character_is_lost_and_no_line_is_too_wide(text: str) -> None:
    lines = break_lines(text, 12, measure)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line) - ends_narrow(line) / 2 <= 12 for line in lines)
