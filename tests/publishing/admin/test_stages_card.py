from tests.fakes.admin_pages import Pages


async def test_a_drafter_plans_the_stages_and_says_which_one_a_version_is(
    pages: Pages,
) -> None:
    made = pages.county.draft(mandate="staged", title="村道硬化")
    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")
    await pages.sees("逐段公开", "还没有登记阶段。请填每个阶段预计哪天到。")

    pages.press("登记阶段日期")
    await pages.sees("各个阶段的日期")
    pages.type("事前：到了", "2026-11-20")
    pages.type("事中：预计", "2026-12-10")
    pages.press_newest("保存")

    await pages.sees(
        "阶段已登记，到期会出现在待办里。", "事前", "12 月 10 日", "还没有"
    )


async def test_what_is_not_staged_has_no_stages(pages: Pages) -> None:
    made = pages.county.draft()

    await pages.open("drafter", f"/disclosures/{made.line.disclosure}")

    await pages.sees("经过")
    await pages.user.should_not_see("登记阶段日期")
