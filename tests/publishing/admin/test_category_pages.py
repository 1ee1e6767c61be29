from tests.fakes.admin_pages import Pages


# REQ-4
async def test_an_administrator_adds_renames_moves_and_retires_a_category(
    pages: Pages,
) -> None:
    pages.county.draft(category="班子成员")
    await pages.open("admin", "/settings/categories?list=village")
    await pages.sees("公开类别：村（社区）", "班子成员", "1 件公开事项")

    pages.press("加一个类别")
    await pages.sees("类别的名字")
    pages.type("类别的名字", "水费")
    pages.press("加上")
    await pages.sees("已加上“水费”")
    pages.press("改名")
    await pages.sees("给“班子成员”改名")
    pages.type("类别的名字", "村干部")
    pages.press_newest("改名")
    await pages.sees("曾用名：班子成员", "已经用上的不变", "1 件公开事项")
    pages.press("下移")
    await pages.sees("“村干部”已下移一位")
    pages.press("停用")
    await pages.sees("不再提示它")
    pages.press_newest("停用")

    await pages.sees("已停用，以后不再提示", "恢复")
    lists = pages.county.cases.categories.show(pages.county.people["admin"]).lists
    assert lists.village[-1].name == "水费"
    assert "村干部" in [one.name for one in lists.village]
    await pages.open("drafter", "/settings/categories?list=nobody")
    await pages.sees("公开类别：部门、乡镇")
    await pages.user.should_not_see("加一个类别")
