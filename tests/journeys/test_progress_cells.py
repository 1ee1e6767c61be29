"""The cells on the glass (公示格) show the days served: the centre's count and its own.

The page is the real one; its clock and its player's stand still on a Monday at noon.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from playwright.async_api import Page, Route

from programme.layout import Panel, content_rectangle
from programme.progress import DisclosureProgress
from signage.events import EventStreams
from signage.intake import Intake
from signage.keeper import PlanKeeper
from signage.shell import load_shell
from signage.web import make_web
from sync_agent.device_clock import DeviceClock
from sync_agent.outbox import open_outbox
from tests.fakes.chromium import chromium
from tests.fakes.moving_clock import MovingClock
from tests.fakes.own_days import LEAST, played
from tests.fakes.screens import LANDSCAPE, PORTRAIT, Sheet, Stock, ref_of, webp
from tests.fakes.sinks import Sink
from tests.fakes.sources import FakeSource
from tests.fakes.visiting import visit

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

ADDRESS = "http://127.0.0.1:9"
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""Monday, 23 November 2026; what hangs was posted on Thursday the 5th."""
WORKED = tuple(date(2026, 11, day) for day in (6, 9, 10, 11, 12, 13, 16, 17, 18))
"""Nine working days; the 19th and the 20th come after them."""
THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)
MIDNIGHT = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
FOUR_DAYS_AGO = datetime(2026, 11, 18, 16, 5, tzinfo=UTC)

SEEN = """() => {
  const scene = document.querySelector(".scene.shown");
  const cells = [...scene.querySelectorAll('[data-part="days"] i')];
  return {
    cells: cells.map((one) => one.className),
    count: scene.querySelector('[data-part="count"]').textContent,
    terms: scene.querySelector('[data-part="terms"]').innerText,
    read: scene.querySelector('[data-part="days"]').getAttribute("aria-label"),
  };
}"""
SHOWN = "() => document.documentElement.dataset.view === 'slide'"


def counted(days: tuple[date, ...]) -> tuple[DisclosureProgress, ...]:
    return (DisclosureProgress(disclosure="a", shown_on=days, short_on=()),)


@asynccontextmanager
async def idle(_: FastAPI) -> AsyncIterator[None]:
    """Run nothing in the background: the test looks when it wants to."""
    yield


@asynccontextmanager
async def glass(
    folder: Path, stock: Stock, picture: bytes, panel: Panel
) -> AsyncIterator[Page]:
    """Give the screen page of a device that holds a stock and its own records."""
    source = FakeSource(stock.held())
    source.files[ref_of(picture).sha256] = picture
    keeper = PlanKeeper(source, folder, MovingClock(NOON))
    for _ in range(35):
        keeper.look()
    web = make_web(
        shell=load_shell(),
        keeper=keeper,
        streams=EventStreams(keeper),
        intake=Intake(Sink()),
        alarm_of=lambda _: None,
        lifespan=idle,
        checks={"every_slides": 20, "every_s": 300},
        hour=DeviceClock(folder, MovingClock(NOON)).look,
    )
    transport = ASGITransport(app=web)
    async with (
        AsyncClient(transport=transport, base_url=ADDRESS) as client,
        chromium() as browser,
    ):

        async def answer(route: Route) -> None:
            asked = route.request
            path = asked.url.removeprefix(ADDRESS)
            if path == "/events":
                await route.fulfill(status=204)
                return
            body = asked.post_data_buffer or b""
            told = await client.request(asked.method, path, content=body)
            headers = dict(told.headers)
            await route.fulfill(
                status=told.status_code, headers=headers, body=told.content
            )

        page = await browser.new_page(
            viewport={"width": panel.width, "height": panel.height},
            service_workers="block",
        )
        await page.route("**/*", answer)
        await page.clock.install(time=NOON)
        await visit(page, ADDRESS)
        await page.wait_for_function(SHOWN)
        yield page


# REQ-30, REQ-70
@pytest.mark.parametrize("panel", [LANDSCAPE, PORTRAIT], ids=["wide", "tall"])
async def test_cells_are_the_days_of_the_centre_and_those_it_served_itself(
    tmp_path: Path, panel: Panel
) -> None:
    area = content_rectangle(panel)
    picture = webp((250, 248, 240), (area.width, area.height), "page")
    sheet = Sheet(disclosure="a", pages=(picture,), panel=panel, dwell_s=12)
    known = Stock(
        sheets=(sheet,),
        panel=panel,
        counted=counted((*WORKED, THURSDAY, FRIDAY)),
        counted_at=MIDNIGHT,
    )
    away = replace(known, counted=counted(WORKED), counted_at=FOUR_DAYS_AGO)
    own = {"manifest": sheet.item().entry.manifest.sha256}
    with closing(open_outbox(tmp_path, "player", MovingClock(NOON))) as outbox:
        for record in (*played(THURSDAY), *played(FRIDAY, LEAST - 1)):
            outbox.append(record.model_copy(update=own))

    async with glass(tmp_path / "none", known, picture, panel) as page:
        heard = await page.evaluate(SEEN)
    async with glass(tmp_path, away, picture, panel) as page:
        alone = await page.evaluate(SEEN)

    # Eleven days and half of today; twenty are owed.
    assert heard["cells"] == [*["on"] * 11, "now", *[""] * 8]
    assert heard["count"] == "已公开 12 天"
    assert heard["read"].startswith("已公开 12 天，至少 20 个工作日")
    assert "天数算到" not in heard["terms"]
    # Of the two days since the centre's count it served one; the other fell short.
    assert alone["cells"] == [*["on"] * 10, "now", *[""] * 9]
    assert alone["count"] == "已公开 11 天"
    assert "天数算到 11 月 19 日" in alone["terms"]
