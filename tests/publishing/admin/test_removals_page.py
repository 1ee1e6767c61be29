from nicegui import ui

from programme.blocks import Paragraph
from publishing.catalogue.items import ServiceSheet
from tests.fakes.admin_pages import Choose, Pages
from tests.fakes.alerts import alerted
from tests.fakes.hall_data import SHEET

NAME = "甄示例"


async def test_two_people_take_down_everything_that_names_a_person(
    pages: Pages, chosen: Choose
) -> None:
    for title in ("甲村中标", "乙村中标"):
        block = Paragraph(text=f"联系人{NAME}。")
        pages.county.approved(title=title, blocks=(block,))
    await pages.open("drafter", "/removals")
    await pages.sees("撤下涉及某人的全部事项")
    pages.type("姓名，或证件号后几位", NAME)
    pages.press("查找")
    await pages.sees("甲村中标", "乙村中标", "大厅screen")
    pages.press("撤下勾选的")
    await pages.sees("撤下 2 件")
    chosen("原因", "personal_data")
    pages.tell("说明（不要写姓名）", "本人申请")
    pages.press_newest("提出，请人确认")
    await pages.sees("已提出，请另一位同事在这一页确认。")

    await pages.open("approver", "/removals")
    await pages.sees("等确认", "还没有撤")
    pages.press("确认，全部撤下")
    await pages.sees("确认撤下 2 件")
    pages.type("再写一遍姓名", NAME)
    pages.press_newest("签名，全部撤下")

    await pages.sees("已全部撤下，正在等各台设备的回执。", "0 台里 0 台已拿掉")


# REQ-22
async def test_who_seeks_a_person_is_led_to_notices_and_guides_that_name_them(
    pages: Pages,
) -> None:
    county = pages.county
    item = SHEET["items"][0] | {"help": f"请找{NAME}上门"}
    sheet = ServiceSheet.model_validate(SHEET | {"items": [item]})
    county.cases.service_items.take_in(county.people["publisher"], sheet)
    alerted(county, place=f"{NAME}家门前的桥")
    await pages.open("drafter", "/removals")

    pages.type("姓名，或证件号后几位", NAME)
    pages.press("查找")

    await pages.sees(
        "不随事项一起撤下",
        "请批准人在“应急插播”里提前结束",
        "请管办事目录的人改指南，再送批并发布",
    )
    links = pages.user.find(kind=ui.link).elements
    titles = {link.props["href"] for link in links if "title" in link.classes}
    assert {one.removeprefix("/admin") for one in titles} == {
        "/emergency",
        f"/services/items/{item['id']}",
    }
