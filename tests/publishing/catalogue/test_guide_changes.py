"""A file of guides meets what is kept: by code, by number, by name within an office."""

import pytest

from publishing.catalogue.guide_files import GuidesRefused
from publishing.catalogue.upkeep import ItemGap
from tests.fakes.desk import County
from tests.fakes.guide_sheets import items_of, keep_one, preview, take, xlsx

_HEAD = ("实施编码", "事项名称", "实施主体", "收费")


def test_two_items_of_one_name_are_told_apart_by_office_and_by_code(
    county: County,
) -> None:
    keep_one(county)
    bare = xlsx(_HEAD, ("", "查询证明", "甲局", ""), ("", "查询证明", "乙局", "免费"))

    take(county, bare)
    again = preview(county, bare).changes
    coded = take(county, xlsx(_HEAD, ("513A01", "查询证明", "甲局", ""))).changes
    other = take(county, xlsx(_HEAD, ("513A02", "查询证明", "甲局", ""))).changes

    assert (again.added, again.changed, again.same) == ((), (), 2)
    assert [fields for _, fields in coded.changed] == [("实施编码",)]
    assert [one.code for one in other.added] == ["513A02"]
    assert [one.name for one in items_of(county)].count("查询证明") == 3


def test_a_name_that_several_items_have_wants_the_code(county: County) -> None:
    keep_one(county)
    for code in ("513A01", "513A02"):
        take(county, xlsx(_HEAD, (code, "查询证明", "甲局", "")))
    plain = xlsx(_HEAD, ("", "查询证明", "甲局", "5 元"))

    with pytest.raises(GuidesRefused, match="有 2 个事项叫这个名字，请写实施编码"):
        preview(county, plain)


def test_the_same_item_twice_in_one_file_is_a_mistake(county: County) -> None:
    keep_one(county)
    twice = xlsx(_HEAD, ("", "新事", "甲局", ""), ("", "新事", "甲局", ""))

    with pytest.raises(GuidesRefused, match="和第 2 行是同一个事项"):
        preview(county, twice)


def test_an_item_without_papers_steps_or_counter_is_kept_and_listed_as_a_gap(
    county: County,
) -> None:
    keep_one(county)

    take(county, xlsx((*_HEAD, "申请材料"), ("513A09", "开证明", "甲局", "", "")))
    lacking = county.cases.directory_upkeep.items(
        county.people["publisher"], gap=ItemGap.MATERIALS
    )

    assert [one.code for one in lacking.items] == ["513A09"]
    assert lacking.gaps[ItemGap.PHRASES] >= 1


def test_an_item_that_names_no_office_is_a_mistake(county: County) -> None:
    keep_one(county)
    without = xlsx(("实施编码", "事项名称"), ("513A10", "开证明"))

    with pytest.raises(GuidesRefused, match="实施主体：没有写"):
        preview(county, without)
