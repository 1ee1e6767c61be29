from datetime import UTC, date, datetime
from typing import Any

from nicegui import ui
from sqlalchemy import select

from publishing.admin.timeline import Timeline
from publishing.desk.lengthening import LaterEnd
from publishing.tables.disclosures import DraftState
from publishing.tables.schedule import GroupEntry
from tests.fakes.admin_pages import Pages

BOTH = ("qinghe-hall-screen", "qinghe-hall-kiosk")


def drawn(pages: Pages) -> dict[str, Any]:
    (timeline,) = pages.user.find(Timeline).elements
    return timeline.data


def tell(pages: Pages, event: str, **more: object) -> dict[str, Any]:
    """Do what the timeline tells when a hand or a key is at its first window."""
    bar: dict[str, Any] = drawn(pages)["bars"][0]
    told = {"k": bar["k"], "group": BOTH[0], **more}
    pages.user.find(Timeline).trigger(event, told)
    return bar


def ends(pages: Pages) -> set[datetime | None]:
    with pages.county.database.reading() as session:
        return set(session.scalars(select(GroupEntry.ends_at)))


# REQ-33
async def test_the_schedule_is_one_element_with_every_window_and_group(
    pages: Pages,
) -> None:
    pages.county.approved()

    await pages.open("publisher", "/schedule")

    await pages.sees("规定的天数", "点一条看详情")
    told = drawn(pages)
    assert [group["name"] for group in told["groups"]] == ["大厅kiosk", "大厅screen"]
    assert [bar["t"] for bar in told["bars"]] == ["2026 年三季度财务收支"]
    assert told["base"] == "2026-08-17"
    assert told["view"] == {"from": 91, "days": 49}


async def test_the_browser_fetches_what_is_drawn_while_it_starts(pages: Pages) -> None:
    pages.county.approved()
    await pages.open("publisher", "/schedule")
    await pages.sees("点一条看详情")
    (timeline,) = pages.user.find(Timeline).elements
    address = timeline.props["address"]

    fetched = await pages.user.http_client.get(address)

    assert fetched.json() == drawn(pages)


async def test_two_weeks_of_the_schedule_begin_with_this_week(pages: Pages) -> None:
    await pages.open("publisher", "/schedule?days=14")

    await pages.sees("点一条看详情")
    assert drawn(pages)["base"] == "2026-08-24"


async def test_a_shift_of_the_schedule_by_address_is_understood(pages: Pages) -> None:
    pages.county.approved()

    await pages.open("publisher", "/schedule?from=2027-09-01&days=14")

    await pages.sees("点一条看详情")
    assert drawn(pages)["base"] == "2027-05-31"
    assert drawn(pages)["bars"] == []


async def test_an_address_out_of_all_reach_stays_within_the_calendar(
    pages: Pages,
) -> None:
    await pages.open("publisher", "/schedule?from=9999-12-31")

    await pages.sees("点一条看详情")
    assert drawn(pages)["base"].startswith("2099-")


# REQ-33
async def test_a_drag_is_shown_with_its_consequences_before_it_is_confirmed(
    pages: Pages,
) -> None:
    pages.county.approved()
    before = ends(pages)
    await pages.open("publisher", "/schedule")
    await pages.sees("点一条看详情")

    tell(pages, "move", first_on="2026-11-23", last_on="2026-12-31")

    await pages.sees(
        "结束从 12 月 21 日 改到 12 月 31 日", "挂在：大厅kiosk、大厅screen"
    )
    assert ends(pages) == before
    pages.tell("为什么改（记入操作记录）", "群众还在问")
    pages.press("确认改")
    await pages.sees("结束改好了")
    assert ends(pages) == {datetime(2026, 12, 31, 16, tzinfo=UTC)}


async def test_without_a_reason_nothing_is_moved(pages: Pages) -> None:
    pages.county.approved()
    await pages.open("publisher", "/schedule")
    await pages.sees("点一条看详情")
    tell(pages, "move", first_on="2026-11-23", last_on="2026-12-31")
    await pages.sees("确认改")

    pages.press("确认改")

    await pages.sees("“为什么改”没有填")
    assert ends(pages) == {datetime(2026, 12, 21, 16, tzinfo=UTC)}


# REQ-33
async def test_the_form_moves_an_end_and_refuses_in_words(pages: Pages) -> None:
    pages.county.approved()
    await pages.open("publisher", "/schedule")
    await pages.sees("点一条看详情")
    tell(pages, "pick")
    await pages.sees("柳坞村 2026-0001", "结束不能早于 12 月 21 日", "撤下")

    pages.type("展示到哪天", "2026-12-02")
    pages.press("预览")

    await pages.sees("规定至少展示 20 个工作日，最早到 2026 年 12 月 21 日")
    pages.type("展示到哪天", "不是一天")
    pages.press("预览")
    await pages.sees("不是一天")


async def test_a_move_that_was_given_up_is_forgotten(pages: Pages) -> None:
    pages.county.approved()
    await pages.open("publisher", "/schedule")
    await pages.sees("点一条看详情")
    tell(pages, "move", first_on="2026-11-23", last_on="2026-12-31")
    await pages.sees("不改了")

    pages.press("不改了")

    await pages.sees("结束不能早于 12 月 21 日")
    await pages.user.should_not_see("确认改")


async def test_what_the_limits_hold_back_is_said_beside_it(pages: Pages) -> None:
    pages.county.approved()
    await pages.open("publisher", "/schedule")
    await pages.sees("点一条看详情")

    tell(pages, "refused", words="规定至少展示 20 个工作日，最早到 12 月 21 日")

    await pages.sees("最早到 12 月 21 日")


# REQ-12
async def test_a_moved_draft_says_first_what_becomes_void(pages: Pages) -> None:
    made = pages.county.reviewed()
    await pages.open("drafter", "/schedule")
    await pages.sees("点一条看详情")

    tell(pages, "move", first_on="2026-12-01", last_on="2027-01-15")

    await pages.sees("已有的 2 个签名作废")
    pages.press("确认改")
    await pages.sees("又是草稿")
    kept = pages.county.cases.looking.draft(
        pages.county.people["drafter"], made.line.id
    )
    assert kept.line.state is DraftState.DRAFT
    assert kept.form.explicit_end_at == datetime(2027, 1, 15, 16, tzinfo=UTC)


async def test_the_form_of_a_draft_has_weekdays_and_times(pages: Pages) -> None:
    made = pages.county.draft()
    await pages.open("drafter", "/schedule")
    await pages.sees("点一条看详情")
    tell(pages, "pick")
    await pages.sees("看这一稿")

    pages.type("每天哪些时段（空着：整天）", "8:30-12:00")
    with pages.user:
        (weekdays,) = pages.user.find(kind=ui.select, content="星期").elements
        weekdays.value = ["1", "2", "3"]
    pages.press("预览")
    await pages.sees("确认改")
    pages.press("确认改")

    await pages.sees("又是草稿")
    kept = pages.county.cases.looking.draft(
        pages.county.people["drafter"], made.line.id
    )
    assert kept.form.weekdays == (1, 2, 3)
    assert [part.from_time.hour for part in kept.form.dayparts] == [8]


async def test_an_end_is_moved_on_one_group_alone(pages: Pages) -> None:
    pages.county.approved()
    await pages.open("publisher", "/schedule")
    await pages.sees("点一条看详情")
    tell(pages, "move", first_on="2026-11-23", last_on="2026-12-31")
    await pages.sees("确认改")

    with pages.user:
        (where,) = pages.user.find(kind=ui.select, content="改哪里").elements
        where.value = BOTH[0]
    pages.tell("为什么改（记入操作记录）", "只在大屏多放")
    pages.press("确认改")

    await pages.sees("结束改好了")
    assert len(ends(pages)) == 2


# F34
async def test_of_two_editors_the_second_is_told_that_it_changed(pages: Pages) -> None:
    made = pages.county.approved()
    await pages.open("publisher", "/schedule")
    await pages.sees("点一条看详情")
    pages.county.cases.lengthening.lengthen(
        pages.county.people["publisher"],
        made.line.disclosure,
        LaterEnd(last_on=date(2027, 1, 31), groups=BOTH),
        reason="另一位先改了",
        edition=made.line.edition,
    )

    tell(pages, "move", first_on="2026-11-23", last_on="2026-12-31")

    await pages.sees("有人刚刚改过")


async def test_who_may_not_move_sees_why_and_no_button(pages: Pages) -> None:
    pages.county.approved()
    await pages.open("reviewer", "/schedule")
    await pages.sees("点一条看详情")

    tell(pages, "pick")

    await pages.sees("要由发布办公室来做")
    await pages.user.should_not_see("预览")


async def test_a_window_that_is_gone_by_now_moves_nothing(pages: Pages) -> None:
    pages.county.approved()
    await pages.open("publisher", "/schedule")
    await pages.sees("点一条看详情")

    for event in ("pick", "refused"):
        pages.user.find(Timeline).trigger(event, {"k": "gone", "group": BOTH[0]})
    pages.user.find(Timeline).trigger(
        "move",
        {
            "k": "gone",
            "group": BOTH[0],
            "first_on": "2026-11-23",
            "last_on": "2026-12-31",
        },
    )

    await pages.sees("点一条看详情")


# REQ-33
async def test_other_weekdays_of_what_hangs_become_a_version_after_the_rule_is_said(
    pages: Pages,
) -> None:
    made = pages.county.approved()
    await pages.open("drafter", "/schedule")
    await pages.sees("点一条看详情")
    tell(pages, "pick")
    await pages.sees("改星期和时段", "批准以前照旧展示")

    with pages.user:
        (weekdays,) = pages.user.find(kind=ui.select, content="星期").elements
        weekdays.value = ["6", "7"]
    await pages.sees("只选了周末")
    with pages.user:
        weekdays.value = ["1", "2", "3"]
    await pages.sees("今天批准的话展示到 2027 年 1 月 6 日（暂定）")
    pages.tell("改了什么、为什么（会公开）", "改到前三天")
    pages.press("出新版本")

    await pages.sees("提交审核")
    drafter = pages.county.people["drafter"]
    kept = [
        one
        for one in pages.county.cases.looking.drafts(drafter)
        if one.replaces == made.line.id
    ]
    assert len(kept) == 1
