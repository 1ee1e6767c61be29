"""How long what was disclosed is kept: classes of the national rule (REQUIREMENTS)."""

from config.categories import shipped_categories
from config.retention import Retention, shipped_retention


def test_every_shipped_category_has_a_class_and_no_other_is_named() -> None:
    table = shipped_retention()

    assert set(table.categories) == set(shipped_categories().every())
    assert "国家档案局令第 8 号" in table.basis
    assert set(table.categories.values()) == set(Retention)


def test_a_line_of_the_catalogue_goes_first_and_an_own_category_is_usual() -> None:
    table = shipped_retention()

    assert table.of("政策文件") is Retention.PERMANENT
    assert table.of("政策文件", Retention.TEN_YEARS) is Retention.TEN_YEARS
    assert table.of("本县自己的类别") is Retention.THIRTY_YEARS


def test_classes_are_for_ever_or_thirty_or_ten_years() -> None:
    assert [one.years for one in Retention] == [None, 30, 10]
