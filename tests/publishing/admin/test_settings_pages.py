from nicegui import ui

from tests.fakes.admin_pages import Choose, Pages


async def test_an_invitation_is_shown_once_and_lets_its_bearer_in(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("admin", "/settings/staff")

    pages.press("邀请一位")
    await pages.sees("邀请一位同事")
    pages.type("姓名", "新来的同事")
    pages.type("账号", "xinlai")
    chosen("职责", ["qinghe drafter"])
    pages.press_newest("发邀请")
    await pages.sees("把这个链接交给“xinlai”本人", "/join#")
    link = next(
        element.text
        for element in pages.user.find("/join#").elements
        if hasattr(element, "text")
    )

    token = link.split("#")[1]
    assert pages.county.cases.joining.set_password(token, "Long-Enough-9") == "xinlai"


async def test_a_lock_and_its_reason_stand_in_the_list(pages: Pages) -> None:
    await pages.open("admin", "/settings/staff")
    await pages.sees("drafter-login岗")

    with pages.user.scope(marker="row-drafter-login"):
        pages.press("锁定")
    await pages.sees("马上退出，解锁以前不能登录。")
    pages.tell("原因", "手机丢了")
    pages.press_newest("锁定")

    await pages.sees("账号已锁定", "已锁定：手机丢了")


async def test_a_reset_gives_a_new_link_and_a_leave_ends_the_account(
    pages: Pages,
) -> None:
    await pages.open("admin", "/settings/staff")
    await pages.sees("drafter-login岗")

    with pages.user.scope(marker="row-drafter-login"):
        pages.press("重设密码")
    await pages.sees("现在的密码马上失效")
    pages.press_newest("重设")
    await pages.sees("把这个链接交给“drafter-login”本人")
    with pages.user.scope(marker="row-drafter-login"):
        pages.press("离岗")
    await pages.sees("账号停用，不能再恢复")
    pages.press_newest("办理离岗")

    await pages.sees("已离岗。签过的字和记录都还在。")


async def test_offices_are_changed_and_take_effect(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("admin", "/settings/staff")
    await pages.sees("drafter-login岗")

    with pages.user.scope(marker="row-drafter-login"):
        pages.press("改职责")
    await pages.sees("改职责：drafter-login岗")
    chosen("职责", ["qinghe-liuwu drafter", "qinghe-liuwu reviewer"])
    pages.press_newest("保存")

    await pages.sees("云溪镇柳坞村村委会 审核人")


async def test_a_unit_is_added_below_another(pages: Pages, chosen: Choose) -> None:
    await pages.open("admin", "/settings/units")

    pages.press("加一个单位")
    await pages.sees("上级单位")
    chosen("上级单位", "qinghe")
    chosen("级别", "township")
    pages.type("编号", "qinghe-yunxi")
    pages.type("单位名称", "云溪镇人民政府")
    pages.type("登记号前的名字", "云溪镇")
    pages.type("屏上的单位名", "清禾县、云溪镇人民政府")
    pages.press_newest("加上")

    await pages.sees("已加上“云溪镇人民政府”。", "乡镇")


async def test_an_id_of_another_county_is_refused_and_the_form_stays(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("admin", "/settings/units")

    pages.press("加一个单位")
    await pages.sees("上级单位")
    chosen("上级单位", "qinghe")
    chosen("级别", "township")
    pages.type("编号", "other-yunxi")
    pages.type("单位名称", "云溪镇人民政府")
    pages.type("登记号前的名字", "云溪镇")
    pages.type("屏上的单位名", "云溪镇人民政府")
    pages.press_newest("加上")

    await pages.sees("单位编号要以“qinghe-”开头。请改编号。")
    (name,) = pages.user.find(kind=ui.input, content="单位名称").elements
    assert name.value == "云溪镇人民政府"


async def test_two_boards_of_a_unit_are_merged_under_one_name(
    pages: Pages, chosen: Choose
) -> None:
    """REQ-17; who leads each board is said as the preset of the day says it."""
    await pages.open("admin", "/settings/units")
    await pages.sees("云溪镇柳坞村村委会")

    with pages.user.scope(marker="row-qinghe-liuwu"):
        pages.press("栏目")
    await pages.sees("栏目：云溪镇柳坞村村委会", "2026-11-28 核对")
    chosen("合并成一个栏目的", ["party", "village"])
    pages.type("合并后的名称", "党务村务、公开")
    pages.press_newest("保存")

    await pages.sees("的栏目已改")
    county = pages.county
    seen = county.cases.boards.show(county.people["drafter"], "qinghe-liuwu")
    assert [one.lines for one in seen.form.merged] == [("党务村务", "公开")]


async def test_a_unit_is_changed_and_closed(pages: Pages) -> None:
    await pages.open("admin", "/settings/units")
    await pages.sees("云溪镇柳坞村村委会")

    with pages.user.scope(marker="row-qinghe-liuwu"):
        pages.press("修改")
    await pages.sees("修改：云溪镇柳坞村村委会")
    pages.type("单位名称", "柳坞村村委会")
    pages.press_newest("保存")
    # Its row is drawn anew as well: new buttons must not come after the dialog's.
    await pages.sees("“柳坞村村委会”已改。", "　柳坞村村委会")
    with pages.user.scope(marker="row-qinghe-liuwu"):
        pages.press("停用")
    await pages.sees("不能再为它起草新的")
    pages.press_newest("停用")

    await pages.sees("“柳坞村村委会”已停用")


async def test_a_small_screen_too_far_away_is_warned_of(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("publisher", "/settings/groups")

    pages.press("加一个分组")
    await pages.sees("哪一种屏")
    pages.type("编号", "qinghe-yard-screen")
    pages.type("名称", "院里的屏")
    chosen("单位", "qinghe")
    with pages.user:
        for field in pages.user.find(kind=ui.number, content="屏幕寸数").elements:
            field.value = 43
        for field in pages.user.find(kind=ui.number, content="观看距离").elements:
            field.value = 500
    pages.press_newest("加上")

    await pages.sees("已加上“院里的屏”。43 寸的屏看得清的距离约 3.5 米", "5 米外看")


async def test_service_hours_that_cannot_be_read_are_said_by_their_day(
    pages: Pages,
) -> None:
    await pages.open("publisher", "/settings/groups")
    await pages.sees("周一至周五 8:30-17:30")

    with pages.user.scope(marker="row-qinghe-hall-screen"):
        pages.press("修改")
    await pages.sees("服务时间（空着就是不开）")
    pages.type("周三", "下午")
    pages.press_newest("保存")

    await pages.sees("“周三”看不懂。请写成 8:30-12:00、14:00-17:30，先早后晚。")


async def test_a_group_is_told_whether_notices_are_heard(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("publisher", "/settings/groups")
    await pages.sees("大厅screen")

    with pages.user.scope(marker="row-qinghe-hall-screen"):
        pages.press("修改")
    await pages.sees("应急插播的声音")
    chosen("应急插播的声音", "once")
    for typed, said in (
        ("21点", "“安静时间”看不懂。请写成 21:00-7:00。"),
        ("7:00-7:00", "“安静时间”的开始和结束不能一样。"),
    ):
        pages.type("安静时间", typed)
        pages.press_newest("保存")
        await pages.sees(said)
    pages.type("安静时间", "21:00-7:00")
    pages.press_newest("保存")

    await pages.sees("应急插播响一遍，21:00-7:00 不响")


async def test_hours_of_a_group_are_changed_and_a_group_is_closed(
    pages: Pages,
) -> None:
    await pages.open("publisher", "/settings/groups")
    await pages.sees("大厅screen")

    with pages.user.scope(marker="row-qinghe-hall-screen"):
        pages.press("修改")
    await pages.sees("服务时间（空着就是不开）")
    pages.type("周六", "9:00-11:30")
    pages.press_newest("保存")
    await pages.sees("周六 9:00-11:30")
    with pages.user.scope(marker="row-qinghe-hall-screen"):
        pages.press("停用")
    await pages.sees("已经挂上的照旧放到期满。")
    pages.press_newest("停用")

    await pages.sees("“大厅screen”已停用")


async def test_the_hall_is_changed_by_the_office(pages: Pages) -> None:
    await pages.open("publisher", "/settings/hall")

    pages.type("咨询电话", "0555-010-0199")
    pages.press("保存")

    await pages.sees("的资料已保存。")
    hall = pages.county.cases.halls.show(pages.county.people["drafter"], "qinghe")
    assert hall.enquiry_telephone == "0555-010-0199"


async def test_what_is_wrong_in_a_dialog_is_said_in_the_dialog(pages: Pages) -> None:
    await pages.open("admin", "/settings/units")

    pages.press("加一个单位")
    await pages.sees("上级单位")
    pages.press_newest("加上")
    await pages.sees("“编号”没有填")

    (said,) = pages.user.find("“编号”没有填").elements
    dialogs = [one for one in said.ancestors() if isinstance(one, ui.dialog)]
    assert len(dialogs) == 1
    assert "“单位名称”没有填" in str(getattr(said, "text", ""))


async def test_who_is_invited_without_an_office_or_a_plain_login_is_refused(
    pages: Pages, chosen: Choose
) -> None:
    await pages.open("admin", "/settings/staff")
    await pages.sees("邀请一位")

    pages.press("邀请一位")
    await pages.sees("邀请一位同事")
    pages.type("姓名", "新来的同事")
    pages.type("账号", "新 来")
    pages.press_newest("发邀请")
    await pages.sees("“职责”没有选。请至少选一项。")
    chosen("职责", ["qinghe drafter"])
    pages.press_newest("发邀请")

    await pages.sees("账号名“新 来”不能用")


async def test_the_way_to_the_settings_leads_who_keeps_no_accounts_to_what_they_see(
    pages: Pages,
) -> None:
    await pages.open("drafter", "/settings/units")

    targets = {link.text: link.props["href"] for link in _links(pages)}

    assert targets["设置"].endswith("/settings/units")
    assert "人员" not in targets
    assert "大厅资料" in targets


async def test_who_may_not_change_the_hall_reads_it_without_fields(
    pages: Pages,
) -> None:
    await pages.open("drafter", "/settings/hall")

    await pages.sees("咨询电话", "服务时间")
    await pages.user.should_not_see(kind=ui.input)


def _links(pages: Pages) -> list[ui.link]:
    return list(pages.user.find(kind=ui.link).elements)


async def test_who_keeps_nothing_sees_the_settings_without_acts(pages: Pages) -> None:
    await pages.open("drafter", "/settings/groups")

    await pages.sees("大厅screen")
    await pages.user.should_not_see("加一个分组")
