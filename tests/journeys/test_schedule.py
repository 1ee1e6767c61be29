"""The publishing office moves an end in a real browser, and the device plays on."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, ViewportSize, expect

from demo.county_run import RunningCounty
from demo.founding import PUBLISHER
from programme.window import end_at
from sync_agent.store import Store
from tests.fakes.chromium import chromium
from tests.fakes.county_screen import approved, desks_of, disclosure
from tests.fakes.demo_county import county_in
from tests.fakes.screen_device import until
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

ZONE = ZoneInfo("Asia/Shanghai")
INSTANT = timedelta(microseconds=1)
WINDOW = ViewportSize(width=1366, height=768)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[RunningCounty]:
    """Give a county with one disclosure on its two groups."""
    with county_in(tmp_path / "county") as running:
        with ExitStack() as stack:
            approved(running, desks_of(running, stack), disclosure("gov-02"))
        yield running


def promised_on(county: RunningCounty) -> date:
    """Return the last day that the centre holds for what hangs."""
    with county.desk(PUBLISHER) as office:
        (line,) = office.get("/api/disclosures")
    ends_at = datetime.fromisoformat(line["ends_at"])
    return (ends_at - INSTANT).astimezone(ZONE).date()


def device_ends_on(county: RunningCounty) -> date | None:
    """Return the last day that the screen's own programme holds."""
    held = Store(county.places.screen).load()
    ends = [end_at(item.entry.window) for item in held.items] if held else []
    if not ends or ends[0] is None:
        return None
    return (ends[0] - INSTANT).astimezone(ZONE).date()


def words_of(on: date) -> str:
    return f"{on.month} 月 {on.day} 日"


async def drag_end(page: Page, by: float) -> str:
    """Drag the first window's end and return what is said while it is held."""
    bar = page.locator(".bar.moves").first
    box = await bar.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] - 4, box["y"] + 16
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + by, y, steps=8)
    said = await page.locator(".tl-tip").inner_text()
    await page.mouse.up()
    return said


@asynccontextmanager
async def schedule_of(county: RunningCounty, faults: list[str]) -> AsyncIterator[Page]:
    """Open the schedule as the publishing office."""
    async with chromium() as browser:
        context = await browser.new_context(
            viewport=WINDOW, ignore_https_errors=True, locale="zh-CN"
        )
        page = await context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        await visit(page, f"{county.places.centre_url}/staff/")
        await page.fill("input[name=login]", PUBLISHER)
        await page.fill("input[name=password]", county.passwords[PUBLISHER])
        await page.click("button:has-text('登录')")
        await expect(page.locator("h2")).to_have_text("总览")
        await visit(page, f"{county.places.centre_url}/staff/schedule")
        await expect(page.locator(".tl[data-ready=true]")).to_be_visible()
        yield page


# REQ-33
async def test_an_end_is_dragged_refused_in_words_moved_by_keys_and_reaches_the_device(
    county: RunningCounty,
) -> None:
    promised = promised_on(county)
    later = promised + timedelta(days=3)
    faults: list[str] = []

    async with schedule_of(county, faults) as page:
        panel = page.locator("aside.det")
        refused = await drag_end(page, -120)
        await expect(panel).to_contain_text("规定至少展示 20 个工作日")
        await drag_end(page, 60)
        await expect(panel.locator("h5")).to_contain_text("结束从")
        await page.get_by_role("button", name="不改了").click()
        await expect(panel.locator("h5")).to_have_count(0)

        await page.focus(".tl")
        await page.keyboard.press("ArrowDown")
        for _ in range(3):
            await page.keyboard.press("Shift+ArrowRight")
        await expect(panel.locator("h5")).to_contain_text(words_of(later))
        spoken = await page.locator("[aria-live]").first.inner_text()
        await page.get_by_label("为什么改").fill("群众还在问，多放三天")
        await page.get_by_role("button", name="确认改").click()
        await expect(page.get_by_text("结束改好了")).to_be_visible()

    async def reached() -> bool:
        return device_ends_on(county) == later

    assert words_of(promised) in refused
    assert words_of(later) in spoken
    assert promised_on(county) == later
    await until(reached)
    assert faults == []
