"""Do at the staff's pages, in a browser, what every journey through the desk does."""

from contextlib import closing

import pypdfium2
from playwright.async_api import Browser, Page, expect

from demo.county_run import RunningCounty
from tests.fakes.axe import axe_violations
from tests.fakes.staff_browser import go, signed_in


async def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a field by its label."""
    await page.locator(".q-field", has_text=label).first.click()
    await page.locator(".q-menu .q-item", has_text=option).first.click()
    await page.keyboard.press("Tab")


async def write_draft(page: Page, house: RunningCounty, title: str) -> None:
    """Write a draft of the village and keep it."""
    await go(page, house, "/drafts/new")
    await choose(page, "哪个单位的", "柳坞村")
    await page.get_by_label("标题").fill(title)
    await choose(page, "哪一务", "村务")
    await choose(page, "公开时限", "即时公开")
    await choose(page, "挂到哪里", "大厅屏")
    await page.get_by_label("保密自查情况").fill("逐条核对，不涉密")
    await page.get_by_label("正文").fill("# 时间\n每天 6 点到 18 点。")
    await page.get_by_role("button", name="存为草稿").click()
    await expect(page.get_by_text("从文件导入")).to_be_visible()


async def check_printed(page: Page) -> None:
    """Print the form: what a window cuts off at its foot, paper must not."""
    await expect(page.locator(".sheet img").first).to_be_visible()
    await page.get_by_role("link", name="打印审批单").click()
    await expect(page.get_by_text("已在系统签名")).to_be_visible()
    sheet = await page.pdf(prefer_css_page_size=True)
    with closing(pypdfium2.PdfDocument(sheet)) as made:
        words = "".join(one.get_textpage().get_text_bounded() for one in made)
    assert "每天 6 点到 18 点" in words
    assert "SHA-256" in words


def watch(page: Page, asked: list[str], faults: list[str]) -> None:
    """Note what a page asks for, and what goes wrong on it."""
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))


async def review(browser: Browser, house: RunningCounty) -> list[str]:
    """Sign what waits first; return what kept somebody out of the page."""
    page = await signed_in(browser, house, "shenhe")
    await go(page, house, "/approval")
    wrong = await axe_violations(page, "the approval desk")
    await page.get_by_role("button", name="同意，签名").click()
    await expect(page.get_by_text("已签名，送到下一步那里了。").first).to_be_visible()
    return wrong


async def wrong_of_published(page: Page, house: RunningCounty) -> list[str]:
    """Return what keeps somebody out of where a disclosure is seen to hang."""
    wrong = await axe_violations(page, "what hangs")
    await go(page, house, "/disclosures")
    await page.get_by_role("link", name="防火值守").first.click()
    await expect(page.get_by_text("张贴和转发")).to_be_visible()
    return wrong + await axe_violations(page, "one disclosure")


async def clear(page: Page, house: RunningCounty) -> None:
    """Conclude the secrecy review of what waits first."""
    await go(page, house, "/secrecy")
    await choose(page, "结论", "可以公开")
    await page.get_by_label("依据（条款").fill("逐条核对，不涉密")
    await page.get_by_role("button", name="写下结论").click()
    await expect(page.get_by_text("结论已记下").first).to_be_visible()
