from publishing.staff.offices import Held
from publishing.tables.people import Office
from tests.fakes.admin_pages import Choose, Pages
from tests.fakes.inspectors import let_in


def clerk(pages: Pages) -> None:
    county = pages.county
    held = Held(unit="qinghe", office=Office.REQUESTS)
    county.people["clerk"] = county.join("clerk-login", held)


async def register(pages: Pages) -> None:
    pages.press("登记申请")
    await pages.sees("身份证只核对")
    pages.type("申请人", "申请人<b>甲</b>")
    pages.type("联系方式（写一种）", "清河路 1 号")
    pages.tell("要什么信息、什么形式", "低保评议记录")
    pages.press_newest("登记")


# REQ-55
async def test_a_clerk_registers_a_request_and_answers_it(
    pages: Pages, chosen: Choose
) -> None:
    clerk(pages)
    await pages.open("clerk", "/requests")
    await pages.sees("还没有申请")
    await register(pages)
    await pages.sees("2026-0001", "12 月 21 日前答复", "补正通知最晚")

    pages.press("答复")
    await pages.sees("依据和理由")
    chosen("结果", "in_part")
    pages.tell("依据和理由", "涉及别人的部分不公开")
    pages.press_newest("记下答复")
    await pages.sees("部分公开", "涉及别人的部分不公开")


async def test_it_takes_longer_and_the_year_has_its_numbers(pages: Pages) -> None:
    clerk(pages)
    await pages.open("clerk", "/requests")
    await register(pages)
    await pages.sees("2026-0001")
    pages.press("延长")
    await pages.sees("只能延长一次")
    pages.type("谁同意的（工作机构负责人）", "办公室主任")
    pages.press_newest("延长")
    await pages.sees("已延长", "2027 年 1 月 18 日（暂定）前答复")
    await pages.open("clerk", "/requests/figures")
    await pages.sees("只有数字，没有申请人", "本年新收：公民", "结转下年")


async def test_letters_are_noted_and_heard(pages: Pages) -> None:
    clerk(pages)
    await pages.open("clerk", "/requests")
    await register(pages)
    await pages.sees("2026-0001")
    pages.press("征求意见")
    await pages.sees("去信的日期")
    pages.press_newest("记下")
    await pages.sees("征求意见，期限停着", "12 月 14 日后不再等", "还没有答复")
    pages.press("记征求的答复")
    await pages.sees("或哪天起不再等")
    pages.press_newest("记下")
    await pages.sees("办理中")


async def test_a_request_is_completed_after_a_notice(pages: Pages) -> None:
    clerk(pages)
    await pages.open("clerk", "/requests")
    await register(pages)
    await pages.sees("2026-0001")
    pages.press("通知补正")
    await pages.sees("一次说清要补什么")
    pages.press_newest("记下")
    await pages.sees("等补正，期限没开始")
    pages.press("收到补正")
    await pages.sees("补正到的日期")
    pages.press_newest("记下")
    await pages.sees("办理中")


async def test_the_inspector_looks_at_who_asks_and_others_are_turned_away(
    pages: Pages,
) -> None:
    clerk(pages)
    await pages.open("clerk", "/requests")
    await register(pages)
    await pages.sees("2026-0001")
    let_in(pages.county)

    await pages.open("inspector", "/requests")
    await pages.sees("2026-0001")
    await pages.user.should_not_see("登记申请")
    pages.press("看申请人")
    await pages.sees("申请人<b>甲</b>", "低保评议记录")

    await pages.open("publisher", "/requests")
    await pages.sees("您不能看依申请公开的登记")
    await pages.user.should_not_see("2026-0001")


async def test_the_page_begins_with_its_head(pages: Pages) -> None:
    """What is drawn first stands on top: the register once stood above its title."""
    clerk(pages)
    await pages.open("clerk", "/requests")
    await pages.sees("从收到的第二天起算")

    (about,) = pages.user.find(content="从收到的第二天起算").elements
    heads = pages.user.find(content="登记申请").elements
    register_part = about.parent_slot
    assert register_part is not None
    assert all(one.id < register_part.parent.id for one in heads)
