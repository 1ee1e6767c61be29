from tests.fakes.admin_pages import Pages


# REQ-51, REQ-55
async def test_the_office_sets_days_for_answers_and_a_place_for_requests(
    pages: Pages,
) -> None:
    await pages.open("publisher", "/settings/voice")
    await pages.sees("留言的答复期限", "依申请公开在哪里受理", "这个单位没有写。")
    pages.type("依据（办法名称、文号）", "热线办理办法")
    pages.press("保存期限")
    await pages.sees("没办完的留言里有 0 条重算了期限")
    pages.type("地点", "2 楼 201 室")
    pages.type("电话", "0555-010-0201")
    pages.press("保存受理点")
    await pages.sees("已保存。批准人用自己钥匙签的县")

    await pages.open("drafter", "/settings/voice")
    await pages.sees("1 个工作日", "热线办理办法", "2 楼 201 室")
    await pages.user.should_not_see("保存期限")
