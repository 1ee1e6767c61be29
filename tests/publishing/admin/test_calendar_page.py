from datetime import date

from publishing.tables.calendar import CountyDayKind
from tests.fakes.admin_pages import Choose, Pages


def close(pages: Pages) -> None:
    pages.county.cases.county_days.order(
        pages.county.people["admin"],
        day=date(2026, 11, 25),
        kind=CountyDayKind.CLOSED,
        reason="全县停电检修",
    )


async def test_the_calendar_page_names_source_and_state_of_each_year(
    pages: Pages,
) -> None:
    await pages.open("drafter", "/settings/calendar")

    await pages.sees(
        "国办发明电〔2025〕7号",
        "12 月 28 日 至 12 月 31 日",
        "2027",
        "暂定",
        "通知还没有来，先按周末休息算",
        "本县没有另外停工或补班的日子。",
    )
    await pages.user.should_not_see("加一天")


async def test_an_administrator_closes_a_day_and_sees_what_it_moved(
    pages: Pages, chosen: Choose
) -> None:
    pages.county.approved(title="护林安排")
    await pages.open("admin", "/settings/calendar")
    await pages.sees("加一天")

    pages.press("加一天")
    await pages.sees("本县停工或补班一天")
    pages.type("日期", "2026-11-25")
    chosen("改为", "closed")
    pages.type("原因", "全县停电检修")
    pages.press_newest("签名生效")

    await pages.sees(
        "11 月 25 日已调整，日期已重算。",
        "全县停电检修",
        "护林安排",
        "展示到 12 月 21 日 → 12 月 22 日",
    )


async def test_an_order_is_taken_back_with_its_reason(pages: Pages) -> None:
    close(pages)
    await pages.open("admin", "/settings/calendar")
    await pages.sees("全县停电检修")

    pages.press("取消")
    await pages.sees("已经顺延的截止日不会提前。")
    pages.tell("原因", "改期了")
    pages.press_newest("取消调整")

    await pages.sees("调整已取消。已经顺延的截止日不变。", "已取消：改期了")


async def test_a_disclosure_says_what_a_calendar_moved_and_that_a_notice_is_short(
    pages: Pages,
) -> None:
    made = pages.county.approved(mandate="notice_5_working")
    close(pages)

    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")

    await pages.sees(
        "日期调整",
        "应发布日 11 月 27 日 → 11 月 30 日",
        "印好的截止日不变，比规定少了，请决定要不要补公示",
        "2026-11-25 停工：全县停电检修",
    )
