import pytest
from hypothesis import given, strategies as st

from media.speech.numerals import apply, as_code, cardinal, decimal, rule, singly

_WORTH = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACE = {"十": 10, "百": 100, "千": 1000}


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (110, "一百一十"),
        (200, "二百"),
        (2_000, "两千"),
        (12_480, "一万两千四百八十"),
        (10_010, "一万零一十"),
        (100_010, "十万零一十"),
        (20_000, "两万"),
        (120_000, "十二万"),
        (1_000_001, "一百万零一"),
        (200_000_000, "两亿"),
        (100_002_000, "一亿零两千"),
        (1_234_567_890, "十二亿三千四百五十六万七千八百九十"),
    ],
)
def test_a_count_is_said_as_people_say_it(count: int, said: str) -> None:
    spoken = cardinal(count)

    assert spoken == said


@given(st.integers(min_value=0, max_value=10**15))
def test_a_count_that_was_said_can_be_understood_again(count: int) -> None:
    spoken = cardinal(count)

    assert _understood(spoken) == count


def test_nobody_counts_to_twenty_places() -> None:
    spoken = cardinal("1" * 20)

    assert spoken == "幺" * 20


def test_digits_are_said_one_by_one_in_years_and_with_yao_in_codes() -> None:
    assert singly("2021") == "二零二一"
    assert as_code("110A") == "幺幺零A"


def test_a_fraction_is_said_digit_by_digit() -> None:
    assert decimal("12.50") == "十二点五零"
    assert decimal("12") == "十二"


def test_rules_are_used_in_turn() -> None:
    rules = (rule("a", lambda _: "b"), rule("b", lambda _: "c"))

    changed = apply(rules, "ab")

    assert changed == "cc"


def _understood(spoken: str) -> int:
    for unit, worth in (("亿", 10**8), ("万", 10**4)):
        high, found, low = spoken.rpartition(unit)
        if found:
            return _understood(high) * worth + _understood(low)
    total = digit = 0
    for c in spoken:
        if c in _PLACE:
            total += (digit or 1) * _PLACE[c]
            digit = 0
        else:
            digit = _WORTH[c]
    return total + digit
