import datetime as dt
from decimal import Decimal

import pytest

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
