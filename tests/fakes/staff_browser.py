"""Sit down at the staff's pages of a running county in a real browser."""

from playwright.async_api import Browser, Page, ViewportSize, expect

from demo.county_run import RunningCounty
from demo.own_keys import known_passphrases
from tests.fakes.patience import ms
from tests.fakes.visiting import visit

WINDOW = ViewportSize(width=1366, height=768)


async def sign_in_page(browser: Browser, house: RunningCounty) -> Page:
    """Return a browser of its own at the page that asks for name and password."""
    context = await browser.new_context(
        viewport=WINDOW, ignore_https_errors=True, locale="zh-CN"
    )
    context.set_default_timeout(ms(30))
    page = await context.new_page()
    await visit(page, f"{house.places.centre_url}/staff/")
    return page


async def signed_in(
    browser: Browser, house: RunningCounty, login: str, *, first: str = "总览"
) -> Page:
    """Return a page of somebody who has signed in.

    Args:
        browser: Any; the page has cookies of its own.
        house: The county.
        login: Who.
        first: The head of the page that they come to.
    """
    page = await sign_in_page(browser, house)
    await page.fill("input[name=login]", login)
    await page.fill("input[name=password]", house.passwords[login])
    await page.click("button:has-text('登录')")
    await expect(page.locator("h2")).to_have_text(first)
    return page


async def sign_with_own_key(page: Page, house: RunningCounty, login: str) -> None:
    """Type the passphrase of one's own key where it is asked for, and sign."""
    field = page.get_by_label("钥匙口令")
    await expect(field).to_be_visible()
    await field.fill(known_passphrases(house.places)[login])
    await field.press("Enter")
    await expect(field).to_have_count(0, timeout=ms(20))


async def go(page: Page, house: RunningCounty, path: str) -> None:
    """Open a page of the staff's."""
    await visit(page, f"{house.places.centre_url}/staff{path}")
    await expect(page.locator("nav.a-nav")).to_be_visible()
