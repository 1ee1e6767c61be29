import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from media.imports.number_format import shown

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (12480, "#,##0.00", "12,480.00"),
        (0.1 + 0.2, "#,##0.00", "0.30"),
        (2.675, "0.00", "2.68"),
        (1.005, "0.00", "1.01"),
        (-2.5, "0", "-3"),
        (120630.55, ACCOUNTING, "120,630.55"),
        (-31250.4, ACCOUNTING, "-31,250.40"),
        (0, ACCOUNTING, "—"),
        (1234.5, '"￥"#,##0.00', "￥1,234.50"),
        (1234.5, "[$￥-804]#,##0.00", "￥1,234.50"),
        (-1234.5, "#,##0.00;(#,##0.00)", "-1,234.50"),
        (-7, "#,##0_);[Red](#,##0)", "-7"),
        (0.125, "0.0%", "12.5%"),
        (12, '0"户"', "12户"),
        (5, '"第"0"号"', "第5号"),
        (7, "0000", "0007"),
        (1234567, "#,##0,", "1,235"),
        (123456, "0!.0,", "12.3"),
        (123456, '0!.00,"万元"', "1.23万元"),
        (123456, r'0\.0,"万元"', "12.3万元"),
        (-123456, r'0\.0,"万元"', "-12.3万元"),
        (123456, '0"."0,"万元"', "12.3万元"),
        (12345678, '0!.0000"万元"', "1234.5678万元"),
        (12345678, r'#,##0\.00,"万"', "123.46万"),
        (1234567890, '0.00,,"百万"', "1234.57百万"),
        (12345, '0"万"0000"元"', "1万2345元"),
        (13800138000, "000-0000-0000", "138-0013-8000"),
        (5000, r'[>=10000]0\.0,"万元";0"元"', "5000元"),
        (50000, r'[>=10000]0\.0,"万元";0"元"', "5.0万元"),
        (7, "[<5]0;[>9]0.0;0.00", "7.00"),
        (7, "[<5]0;[>9]0.0", "7"),
        (-5, "#,##0.00;[Red]#,##0.00", "-5.00"),
        (-0.125, "0.0%;[Red](0.0%)", "-12.5%"),
        (-1234.5, '_-"¥"* #,##0.00_-;-"¥"* #,##0.00_-', "-¥1,234.50"),
        (-0.001, "0.00", "0.00"),
        (0.5, ".00", "0.50"),
        (3, 'General"户"', "3户"),
        (3.5, 'G/通用格式"元"', "3.5元"),
        (12, '"a;b"0', "a;b12"),
        (1e39, '#,##0.00"元"', "1000000000000000000000000000000000000000元"),
        (1, '"是";[Red]"否";"无"', "是"),
        (-1, '"是";[Red]"否";"无"', "否"),
        (0, '"是";[Red]"否";"无"', "无"),
        (0, "0;-0;;@", "—"),
        (5, ";;;", ""),
        (12, "yyyy", "12"),
        (1.5, "0.###", "1.5"),
        (2, "0.###", "2"),
        (0.30000000000000004, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (123456789012, "General", "123456789012"),
        (12345678901234567890, "General", "12345678901234600000"),
        (1e300, "0.00", "1E+300"),
        (float("nan"), "0.00", "NaN"),
        (1.5, "0.00E+00", "1.5"),
        (0.5, "# ?/?", "0.5"),
        (3, "@", "3"),
        (Decimal("7.005"), "0.00", "7.01"),
    ],
)
def test_a_number_is_written_as_the_sheet_shows_it(
    value: float | Decimal, pattern: str, text: str
) -> None:
    assert shown(value, pattern) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        ("=SUM(A1)", "=SUM(A1)"),
        (dt.datetime(2026, 11, 5, tzinfo=dt.UTC), "2026-11-05"),
        (dt.datetime(2026, 11, 5, 8, 30, tzinfo=dt.UTC), "2026-11-05 08:30"),
        (dt.date(2026, 11, 5), "2026-11-05"),
        (dt.time(8, 30), "08:30"),
        (dt.timedelta(hours=25, minutes=5), "25:05"),
    ],
)
def test_other_values_have_a_plain_form(value: object, text: str) -> None:
    assert shown(value, "General") == text


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        ("东山", '@"村"', "东山村"),
        ("甲", '0;0;0;"编号"@', "编号甲"),
        ("甲", "0.00", "甲"),
        ("甲", ";;;", ""),
    ],
)
def test_a_text_is_written_as_the_sheet_shows_it(
    value: str, pattern: str, text: str
) -> None:
    assert shown(value, pattern) == text


FEN = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
MONEY = (
    "#,##0.00", '"￥"#,##0.00', "[$￥-804]#,##0.00;[$￥-804]-#,##0.00",
    "#,##0.00;[Red]#,##0.00", "#,##0.00_);[Red](#,##0.00)", "#,##0.00;（#,##0.00）",
    "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * #,##0.00_ ;_ @_ ", "0.00", "0.00##",
    '#,##0.00"元"', "[<0]-#,##0.00;#,##0.00",
)  # fmt: skip
"""What counties' sheets of money use, with losses in red, in brackets or both."""


@given(value=FEN, pattern=st.sampled_from(MONEY))
def test_no_format_of_money_changes_a_fen_or_a_sign(
    value: Decimal, pattern: str
) -> None:
    told = shown(value, pattern)

    bare = told.replace(",", "").replace("￥", "").replace("元", "")
    assert Decimal(bare) == value


@given(
    value=st.integers(min_value=-(10**11), max_value=10**11),
    pattern=st.sampled_from(
        ('0!.0,"万元"', '0\\.0,"万元"', '0"."0,"万元"', '#,##0!.0,"万元"')
    ),
)
def test_every_way_to_write_ten_thousands_tells_the_same(
    value: int, pattern: str
) -> None:
    told = shown(value, pattern)

    assert told.endswith("万元")
    figure = Decimal(told.removesuffix("万元").replace(",", ""))
    assert abs(figure * 10_000 - value) <= 500


@given(value=st.decimals(min_value=-10, max_value=10, places=4))
def test_a_hundredth_is_a_per_cent(value: Decimal) -> None:
    told = shown(value, "0.00%")

    assert Decimal(told.removesuffix("%")) == value * 100


@given(value=st.integers(min_value=0, max_value=10**14))
def test_digits_that_are_parted_by_signs_are_all_there(value: int) -> None:
    told = shown(value, "000-0000-0000")

    assert told.replace("-", "") == f"{value:011d}"


PATTERNS = st.text('0#?.,;%-\\!"_*@[]<>=E+/万元General ', max_size=24)


@given(value=st.floats() | FEN | st.text(max_size=9), pattern=PATTERNS)
def test_no_pattern_at_all_stops_the_reading(
    value: float | Decimal | str, pattern: str
) -> None:
    assert isinstance(shown(value, pattern), str)


def test_a_digit_that_is_only_written_takes_no_figure() -> None:
    assert shown(0.0, "!0") == "0"
    assert shown(7, r"\#") == "#"
