"""Staff publish without a mouse: every act of theirs below is a key."""

import asyncio
from contextlib import ExitStack

import pytest
from playwright.async_api import Browser, Page, expect

from demo.chain_walk import clear
from demo.county_run import RunningCounty
from demo.own_keys import known_passphrases
from tests.fakes.chromium import chromium
from tests.fakes.county_screen import desks_of
from tests.fakes.patience import ms

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

FOCUSED = """() => {
    const at = document.activeElement;
    if (at === document.body) return '';
    const field = at.closest('.q-field');
    return (field ?? at).innerText || at.getAttribute('aria-label') || '';
}"""


async def at_the_keys(browser: Browser, county: RunningCounty, login: str) -> Page:
    """Return a page of somebody who has signed in with keys alone."""
    context = await browser.new_context(
        viewport={"width": 1366, "height": 768}, ignore_https_errors=True
    )
    page = await context.new_page()
    await page.goto(f"{county.places.centre_url}/staff/")
    await page.locator("input[name=login]").focus()
    await page.keyboard.type(login)
    await page.keyboard.press("Tab")
    await page.keyboard.type(county.passwords[login])
    await page.keyboard.press("Enter")
    await expect(page.locator("h2")).to_have_text("总览")
    return page


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field or button of this name has the focus."""
    for _ in range(80):
        await page.keyboard.press("Tab")
        if name in await page.evaluate(FOCUSED):
            return
    raise AssertionError(name)


async def type_in(page: Page, name: str, words: str) -> None:
    """Write in the field of this name, and once more if the words went elsewhere.

    A list takes the focus back when it has faded, long after its Escape at the pace
    of these keys; whoever writes sees that.
    """
    field = page.get_by_label(name, exact=True)
    for _ in range(3):
        await tab_to(page, name)
        await page.keyboard.press("Control+a")
        await page.keyboard.type(words)
        if await field.input_value() == words:
            return
    await expect(field).to_have_value(words)


async def pick(page: Page, name: str, option: str) -> None:
    """Choose in the field of this name with the arrow keys."""
    await tab_to(page, name)
    await page.keyboard.press("Enter")
    menu = page.locator(".q-menu .q-item")
    await expect(menu.first).to_be_visible()
    for _ in range(await menu.count() + 1):
        await page.keyboard.press("ArrowDown")
        here = page.locator(".q-menu .q-manual-focusable--focused")
        if await here.count() and option in await here.inner_text():
            break
    await page.keyboard.press("Enter")
    if option == "大厅屏":
        # A choice of several stays open for the next one.
        await page.keyboard.press("Escape")
    await expect(page.locator(".q-menu")).to_have_count(0)


async def go(page: Page, key: str, seen: str) -> None:
    await page.keyboard.press("g")
    await page.keyboard.press(key)
    await expect(page.locator("h2")).to_have_text(seen)


async def sign(page: Page, title: str, said: str) -> None:
    await go(page, "a", "审批台")
    await expect(page.get_by_role("heading", name=title)).to_be_visible()
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".banner").first).to_contain_text(said)


async def write(page: Page, title: str) -> None:
    """Fill in a new disclosure and keep it as a draft."""
    await go(page, "n", "新的公开事项")
    await pick(page, "哪个单位的", "柳坞村")
    await type_in(page, "标题", title)
    await pick(page, "哪一务", "村务")
    await pick(page, "公开时限", "即时公开")
    await pick(page, "挂到哪里", "大厅屏")
    await type_in(page, "保密自查情况", "逐条核对，不涉密")
    await type_in(page, "正文", "每天 6 点到 18 点值守。")
    await tab_to(page, "存为草稿")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("从文件导入")).to_be_visible()


async def test_a_disclosure_is_drafted_submitted_reviewed_and_approved_by_keys(
    county: RunningCounty,
) -> None:
    title = "只用键盘 g t / ? 写的"
    async with chromium() as browser:
        drafter = await at_the_keys(browser, county, "qicao")
        await drafter.keyboard.press("?")
        await expect(drafter.locator("dialog.keys")).to_contain_text("去审批台")
        await drafter.keyboard.press("Escape")
        # Whoever has reminders has another link before that to the first page.
        await drafter.evaluate(
            "document.querySelector('nav.a-nav a').before("
            "Object.assign(document.createElement('a'), {href: '/staff/todo'}))"
        )
        await write(drafter, title)
        await drafter.keyboard.press("Control+Enter")
        await expect(drafter.get_by_text("三人签名")).to_be_visible(timeout=ms(30))

        reviewer = await at_the_keys(browser, county, "shenhe")
        await sign(reviewer, title, "已签名，送到下一步那里了。")
        with ExitStack() as stack:
            desks = desks_of(county, stack)
            [waiting] = await asyncio.to_thread(desks.drafter.get, "/api/drafts")
            path = f"/api/drafts/{waiting['id']}"
            draft = await asyncio.to_thread(desks.drafter.get, path)
            await asyncio.to_thread(clear, desks.secrecy, draft)
        approver = await at_the_keys(browser, county, "pizhun")
        await go(approver, "a", "审批台")
        await expect(approver.get_by_role("heading", name=title)).to_be_visible()
        await approver.keyboard.press("Control+Enter")
        await expect(approver.get_by_label("钥匙口令")).to_be_focused()
        phrase = known_passphrases(county.places)["pizhun"]
        await approver.keyboard.type(phrase)
        await approver.keyboard.press("Enter")
        said = approver.locator(".banner").first
        await expect(said).to_contain_text("登记号 柳坞村 2026-")
