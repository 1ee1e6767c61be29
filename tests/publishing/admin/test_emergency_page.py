from tests.fakes.admin_pages import Choose, Pages
from tests.fakes.alerts import alert_form, stopped


async def test_a_notice_goes_from_a_template_to_the_glass_by_two_people(
    pages: Pages, chosen: Choose
) -> None:
    """REQ-36: one choice fills the form, so that it is out within a minute."""
    await pages.open("publisher", "/emergency")
    await pages.sees("现在没有应急插播，屏幕照常播放。", "发布应急插播")
    chosen("险情", "flood")

    pages.press("提出，请人会签")

    await pages.sees("已提出，请另一位同事在这一页会签", "洪水橙色预警", "清禾县水利局")
    await pages.open("approver", "/emergency")
    await pages.sees("会签，马上上屏", "全县所有屏幕")
    pages.press("会签，马上上屏")
    await pages.sees("会签：洪水橙色预警")
    pages.press_newest("会签，马上上屏")
    await pages.sees("已会签，屏幕马上换。", "正在屏上", "0 台里 0 台已收到")
    pages.press("现在结束")
    await pages.sees("结束：洪水橙色预警")
    pages.tell("原因", "水退了")
    pages.press_newest("现在结束")

    await pages.sees("已结束，屏幕马上回到原来的播放。", "以前的", "已提前结束")


async def test_a_sealed_reason_is_opened_and_looked_at(
    pages: Pages, chosen: Choose
) -> None:
    county = pages.county
    county.cases.overrides.issue_alone(
        county.people["approver"], alert_form(), reason="水已经进村"
    )
    await pages.open("approver", "/emergency")
    await pages.sees("理由封存", "看封存的理由")

    pages.press("看封存的理由")

    await pages.sees("水已经进村", "打开已记入操作记录。")
    chosen("复核结论", "yes")
    pages.tell("说明", "应该发")
    pages.press_newest("复核签名")
    await pages.sees("复核封存的理由的人不能是前面已经签过字的人")


async def test_who_holds_no_office_only_looks(pages: Pages) -> None:
    stopped(pages.county)

    await pages.open("admin", "/emergency")

    await pages.sees("转为默认页（灰色）：悼念日", "您不能插播")
    await pages.user.should_not_see("提出，请人会签")
    await pages.user.should_not_see("撤下涉及某人的事项")
