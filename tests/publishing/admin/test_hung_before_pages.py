from datetime import date

from tests.fakes.admin_pages import Pages

SAID = "系统启用前已公布（2026 年 11 月 2 日起），之前的天数没有系统记录"


async def test_a_drafter_says_since_when_it_hangs_and_staff_read_it(
    pages: Pages,
) -> None:
    made = pages.county.draft(settled_on=date(2026, 10, 30))
    await pages.open("drafter", f"/drafts/{made.line.id}")
    pages.type("以前已贴出（系统启用前），从哪天起", "2026-11-02")

    pages.press("提交审核")
    await pages.sees("等审核")

    await pages.open("reviewer", f"/approval?draft={made.line.id}")
    await pages.sees(SAID)
    await pages.user.open(f"/disclosures/{made.line.disclosure}")
    await pages.sees(SAID)
