import datetime as dt

import pytest

from media.imports.date_format import moment_shown

DAY = dt.datetime(2026, 11, 3, 9, 5, 7)  # noqa: DTZ001 - a sheet's days have no zone


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ('yyyy"年"m"月"d"日"', "2026年11月3日"),
        ('[$-804]yyyy"年"m"月"d"日";@', "2026年11月3日"),
        ('yyyy"年"m"月"', "2026年11月"),
        ("yyyy/m/d", "2026/11/3"),
        ("yyyy-mm-dd h:mm", "2026-11-03 9:05"),
        ('h"时"mm"分"ss"秒"', "9时05分07秒"),
        ("yyyy/m/d aaaa", "2026/11/3 星期二"),
        ("aaa", "二"),
        ("m/d/yy", "2026-11-03 09:05"),
        ("d-mmm-yyyy", "2026-11-03 09:05"),
        ("General", "2026-11-03 09:05"),
        ("yyyy/m/dddd", "2026-11-03 09:05"),
    ],
)
def test_a_moment_is_shown_in_its_own_format_where_that_is_certain(
    number_format: str, shown: str
) -> None:
    assert moment_shown(DAY, number_format) == shown


def test_an_hour_has_no_day_and_a_day_no_hour() -> None:
    assert moment_shown(dt.time(8, 30), "yyyy/m/d") == "08:30"
    assert moment_shown(dt.date(2026, 2, 28), "h:mm") == "2026-02-28"
    assert moment_shown(dt.date(2026, 2, 28), "d.m.yyyy") == "28.2.2026"
