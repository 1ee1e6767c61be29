from datetime import date

from programme.boards import KindOfAct
from tests.fakes.admin_pages import Pages
from tests.fakes.day_sums import (
    KIOSK,
    SCREEN,
    curing,
    delivered,
    enrolled,
    morning_after,
    shown,
)
from tests.fakes.desk import County
from tests.fakes.inspectors import let_in
from tests.fakes.showing import local

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


# REQ-70
async def test_the_board_says_what_fell_short_why_and_what_was_added(
    pages: Pages, county: County
) -> None:
    enrolled(county)
    made = county.approved()
    shown(county, made.line.disclosure, [TUESDAY])
    shown(county, made.line.disclosure, [WEDNESDAY], exposures=9)
    morning_after(county, WEDNESDAY)
    curing(county).tick()

    await pages.open("publisher", "/coverage")

    await pages.sees("1 件缺过")
    await pages.sees("11 月 25 日原因还不清楚，放 9 次，要 30 次。")
    await pages.sees("已自动补 1 天，到 12 月 22 日")
    await pages.sees("1 / 20")


async def test_today_is_told_while_it_can_be_mended(
    pages: Pages, county: County
) -> None:
    enrolled(county)
    county.approved()
    delivered(county, local(TUESDAY, 9))
    county.clock.at = local(TUESDAY, 13)

    await pages.open("publisher", "/coverage")

    await pages.sees("1 件今天不够")
    await pages.sees("放了 0 次，要 30 次")
    await pages.sees("今天 09:00 起没有消息")


# REQ-21
async def test_a_notice_with_a_gap_gets_its_second_notice_by_one_press(
    pages: Pages, county: County
) -> None:
    enrolled(county)
    made = county.approved(
        kind_of_act=KindOfAct.PUBLIC_NOTICE, objections_telephone="0555-010-0101"
    )
    morning_after(county, TUESDAY)

    await pages.open("drafter", "/coverage")
    await pages.sees("印好的截止日不动。要不要补公示，请决定。")
    pages.press("起草补公示")
    await pages.sees("现在补公示")

    drafts = county.cases.looking.drafts(county.people["drafter"])
    fresh = next(one for one in drafts if one.replaces == made.line.id)
    view = county.cases.looking.draft(county.people["drafter"], fresh.id)
    assert view.form.change_note == "原来的公示 11 月 24 日没有公示够，现在补公示。"


async def test_one_entry_says_the_cause_for_all_screens_of_a_unit(
    pages: Pages, county: County
) -> None:
    enrolled(county)
    county.approved()
    county.clock.at = local(WEDNESDAY, 9)

    await pages.open("publisher", "/coverage")
    await pages.sees("1 件等记录")
    pages.press("登记停屏原因")
    await pages.sees("下级单位的也在内")
    pages.type("从", "2026-11-24")
    pages.type("到", "2026-11-24")
    pages.press("登记")
    await pages.sees("登记了")

    [cause] = county.cases.short_causes.listing(county.people["publisher"])
    assert (cause.from_on, cause.groups) == (
        TUESDAY,
        ("qinghe-hall-kiosk", "qinghe-hall-screen"),
    )
    await pages.sees("11 月 24 日停电，放 0 次，要 30 次。")
    await pages.sees("撤销")


# REQ-70
async def test_the_board_shows_one_unit_or_one_group_as_its_pickers_say(
    pages: Pages, county: County
) -> None:
    enrolled(county)
    made = county.approved()
    delivered(county, local(TUESDAY, 9))
    county.clock.at = local(TUESDAY, 13)

    await pages.open("publisher", f"/coverage?group={SCREEN}")
    await pages.sees(made.line.title, "1 件今天不够", f"{SCREEN} 的终端")
    pages.choose("显示分组", KIOSK)
    await pages.sees("1 件今天不够", f"{KIOSK} 的终端")
    pages.choose("单位", "qinghe-liuwu")
    await pages.sees(f"{SCREEN} 的终端", f"{KIOSK} 的终端")
    await pages.open("publisher", "/coverage?unit=qinghe-liuwu&board=party")
    await pages.sees("这样选没有在展示的公开事项。请在上面改选“全部”。")


def test_a_group_is_told_of_its_own_risks_alone(county: County) -> None:
    enrolled(county)
    county.approved()
    delivered(county, local(TUESDAY, 9))
    county.clock.at = local(TUESDAY, 13)
    board, who = county.cases.coverage_board, county.people["publisher"]

    [everywhere] = board.table(who).rows
    [there] = board.table(who, group=SCREEN).rows
    nowhere = board.table(who, group="qinghe-no-such")

    assert [one.group for one in everywhere.risks] == [KIOSK, SCREEN]
    assert [one.group for one in there.risks] == [SCREEN]
    assert nowhere.rows == ()
    assert [name for name, _ in nowhere.groups] == [KIOSK, SCREEN]


# REQ-21, REQ-70
async def test_an_approver_decides_on_the_board_and_an_inspector_reads_it(
    pages: Pages, county: County
) -> None:
    let_in(county)
    enrolled(county)
    made = county.approved(
        kind_of_act=KindOfAct.PUBLIC_NOTICE, objections_telephone="0555-010-0101"
    )
    morning_after(county, TUESDAY)

    await pages.open("approver", "/coverage")
    await pages.sees("1 件要决定")
    pages.press("决定不补")
    await pages.sees("印好的截止日不动；")
    pages.type("为什么不补", "公开栏一直贴着")
    pages.press_newest("决定不补")
    await pages.sees("记下了，不补公示。", "11 月 24 日决定不补公示：公开栏一直贴着")
    await pages.user.should_not_see("1 件要决定")

    who = county.cases.coverage_board.table(county.people["publisher"]).rows[0]
    told = f"公开栏一直贴着（{who.declined[0].declined_by_name}）"
    await pages.open("inspector", "/inspect/qinghe-liuwu")
    await pages.sees(told)
    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")
    await pages.sees(told)
