from datetime import date
from zoneinfo import ZoneInfo

import pytest

from publishing.reminders.reminding import Reminding
from tests.fakes.admin_pages import Pages

pytestmark = pytest.mark.ui


def remind(pages: Pages) -> None:
    county = pages.county
    Reminding(
        database=county.database,
        gatherer=county.cases.gatherer,
        calendars=county.services.calendars,
        clock=county.clock,
        zone=ZoneInfo(county.services.time_zone),
    ).make()


# REQ-8
async def test_what_is_overdue_stands_first_and_on_every_page(pages: Pages) -> None:
    pages.county.draft(title="十月决议", settled_on=date(2026, 10, 12))
    pages.county.draft(title="快到期的", settled_on=date(2026, 11, 20))

    await pages.open("drafter", "/todo")

    await pages.sees("超 1", "超期的", "十月决议", "已过应发布日 25 个工作日")
    await pages.sees("法定期限 11 月 9 日已过", "应发布日 11 月 27 日")
    await pages.open("drafter", "/disclosures")
    await pages.sees("超 1")


async def test_a_reminder_is_counted_in_the_frame_and_can_be_marked_as_seen(
    pages: Pages,
) -> None:
    pages.county.draft(settled_on=date(2026, 11, 9))
    pages.county.draft(settled_on=date(2026, 11, 6))
    remind(pages)
    await pages.open("drafter", "/todo")
    await pages.sees("提醒", "2 条", "到应发布日了")

    pages.press("看过了")
    await pages.sees("1 条")
    pages.press("看过了")

    await pages.user.should_not_see("看过了", retries=40)
    drafter = pages.county.people["drafter"]
    assert pages.county.cases.reminders.waiting(drafter).reminders == ()
    await pages.sees("您起草的")


async def test_the_month_shows_deadlines_holidays_and_whose_turn_it_is(
    pages: Pages,
) -> None:
    pages.county.draft(title="十月决议", settled_on=date(2026, 11, 12))
    pages.county.submitted(title="等审核的", settled_on=date(2026, 11, 20))

    await pages.open("drafter", "/calendar")
    await pages.sees("2026 年 11 月", "超期", "十月决议", "应发布", "等审核的", "今天")

    await pages.open("drafter", "/calendar?month=2026-11&whose=mine")
    await pages.sees("十月决议")
    await pages.user.should_not_see("等审核的")

    await pages.open("drafter", "/calendar?month=2026-10")
    await pages.sees("休 国庆节", "补班")

    await pages.open("drafter", "/calendar?month=2027-01")
    await pages.sees("暂定")


async def test_the_list_says_of_each_day_what_is_to_be_done(pages: Pages) -> None:
    pages.county.draft(title="十月决议", settled_on=date(2026, 11, 20))

    await pages.open("drafter", "/calendar?view=list")
    await pages.sees("11 月 27 日 周五", "十月决议", "接着写")

    await pages.open("drafter", "/calendar?view=list&month=2026-09")
    await pages.sees("这个月没有到期的。")


async def test_a_month_that_there_is_not_is_this_month(pages: Pages) -> None:
    for month in ("9999-99", "x", "1800-01", "2026"):
        await pages.open("drafter", f"/calendar?month={month}")
        await pages.sees("日历")


async def test_a_calendar_address_is_told_once_renewed_and_ended(pages: Pages) -> None:
    drafter, feeds = pages.county.people["drafter"], pages.county.cases.calendar_feeds
    await pages.open("drafter", "/calendar")
    pages.press("手机上看")
    await pages.sees("您还没有订阅地址。")
    pages.press("生成地址")
    await pages.sees("只显示这一次", "/calendar/", ".ics")
    assert feeds.made_at(drafter) is not None
    pages.press("记好了")

    pages.press("手机上看")
    await pages.sees("换一个新地址")
    pages.press("停用现在的地址")
    await pages.sees("停用日历订阅地址")
    pages.press_newest("停用")

    await pages.sees("订阅地址已停用")
    assert feeds.made_at(drafter) is None
