"""The screen page alone: a device's folder, the real player, a real browser."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from programme.layout import content_rectangle
from tests.fakes.ports import free_port
from tests.fakes.screen_device import (
    Device,
    answers,
    browser,
    doomed_browser,
    glass,
    glass_with,
    opened,
    player,
    region,
    same,
    shows,
    told,
    until,
)
from tests.fakes.screens import LANDSCAPE, Sheet, Stock, ref_of, webp

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

AREA = content_rectangle(LANDSCAPE)
SIZE = (AREA.width, AREA.height)
RED = webp((250, 210, 205), SIZE, "first")
GREEN = webp((205, 240, 215), SIZE, "second")
BLUE = webp((205, 215, 250), SIZE, "third")


def sheet(disclosure: str, *pages: bytes, dwell_s: int = 2, **fields: Any) -> Sheet:  # noqa: ANN401 - fields of a sheet
    return Sheet(disclosure=disclosure, pages=pages, dwell_s=dwell_s, **fields)


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(
        root=tmp_path / "device", port=free_port(), profile=tmp_path / "profile"
    )


# Watches every frame: which scenes are visible, and whether their picture is decoded.
WATCH = """() => {
  window.sampled = { frames: 0, blank: 0, double: 0, pages: [] };
  const look = () => {
    const shown = [...document.querySelectorAll(".scene.shown")];
    const pictures = shown.map((scene) => scene.querySelector(".picture"));
    sampled.frames += 1;
    if (shown.length === 0) sampled.blank += 1;
    if (shown.length > 1) sampled.double += 1;
    for (const one of pictures) {
      if (!one || !one.complete || !one.naturalWidth) sampled.blank += 1;
    }
    const sha = document.documentElement.dataset.pageSha;
    if (sampled.pages.at(-1) !== sha) sampled.pages.push(sha);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


# REQ-30, REQ-16
async def test_two_items_are_played_in_turn_with_their_exact_pixels_and_no_blank(
    device: Device,
) -> None:
    Stock(sheets=(sheet("a", RED), sheet("b", GREEN))).write(device.root)

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: shows(page, RED))
            await page.evaluate(WATCH)
            red = region(await glass_with(page, RED), AREA)
            green = region(await glass_with(page, GREEN), AREA)
            await until(lambda: has_seen(page, 4))
            sampled = await page.evaluate("() => window.sampled")

    assert same(red, RED)
    assert same(green, GREEN)
    assert sampled["blank"] == 0
    assert sampled["double"] == 0


async def has_seen(page: Page, turns: int) -> bool:
    seen: int = await page.evaluate("() => window.sampled.pages.length")
    return seen >= turns


# REQ-34
async def test_the_page_plays_on_and_its_records_are_kept_while_its_server_is_dead(
    device: Device,
) -> None:
    Stock(sheets=(sheet("a", RED), sheet("b", GREEN))).write(device.root)

    async with browser(device) as context:
        with player(device) as server:
            page = await opened(context, device)
            await until(lambda: shows(page, GREEN))
            await until(lambda: shows(page, RED))
            server.kill()
        before = len(device.records())
        await until(lambda: shows(page, GREEN))
        await until(lambda: shows(page, RED))
        await until(lambda: shows(page, GREEN))
        with player(device):
            await until(lambda: has_records(device, before + 3))

    plays = [record for record in device.records() if record["kind"] == "play"]
    starts = [play["from_at"] for play in plays]
    assert starts == sorted(set(starts))
    assert all(one["to_at"] <= two["from_at"] for one, two in pairwise(plays))


async def has_records(device: Device, count: int) -> bool:
    return len(device.records()) >= count


async def test_a_killed_browser_shows_a_page_within_five_seconds_without_any_server(
    device: Device,
) -> None:
    Stock(sheets=(sheet("a", RED), sheet("b", GREEN))).write(device.root)
    with player(device):
        async with doomed_browser(device) as page:
            await until(lambda: answers(device.port))
            await page.goto(device.address)
            await until(lambda: is_kept(page, GREEN))

    loop = asyncio.get_running_loop()
    async with browser(device) as context:
        page = context.pages[0]
        begun = loop.time()
        await page.goto(device.address)
        await until(lambda: shows_any(page, RED, GREEN), within_s=5)
        took = loop.time() - begun
        picture = region(await glass(page), AREA)

    assert took < 5
    assert same(picture, RED) or same(picture, GREEN)


async def shows_any(page: Page, *pages: bytes) -> bool:
    return await told(page, "pageSha") in {ref_of(data).sha256 for data in pages}


async def is_kept(page: Page, data: bytes) -> bool:
    """Say whether shell, plan and this page image are all in the browser."""
    kept: bool = await page.evaluate(
        """async (path) => {
          const names = await caches.keys();
          const plan = await caches.match("/plan.json");
          const file = await caches.match(path);
          const shell = names.some((name) => name.startsWith("shell-"));
          return shell && Boolean(plan) && Boolean(file)
            && navigator.serviceWorker.controller !== null;
        }""",
        f"/assets/{ref_of(data).sha256}.webp",
    )
    return kept


async def test_a_new_item_comes_next_and_a_withdrawn_one_goes_at_once(
    device: Device,
) -> None:
    first = sheet("a", RED, dwell_s=4)
    stock = Stock(sheets=(first, sheet("b", BLUE, dwell_s=4)))
    stock.write(device.root)
    now = datetime.now(UTC)  # noqa: TID251 - the browser's own clock decides

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: shows_any(page, RED, BLUE))
            fresh = sheet("c", GREEN, dwell_s=60, starts_at=now - timedelta(hours=1))
            stock = stock.with_sheets(*stock.sheets, fresh)
            stock.write(device.root)
            device.tell()
            await until(lambda: shows(page, GREEN), within_s=15)
            gone = Stock(sheets=stock.sheets[:2], version=3, withdrawn=("c",))
            gone.write(device.root)
            device.tell()
            await until(lambda: shows_any(page, RED, BLUE), within_s=15)
            await until(lambda: has_gone(device, "c"))

    reasons = [
        record["reason"]
        for record in device.records()
        if record["kind"] == "play" and record["disclosure"] == "c"
    ]
    assert reasons == ["recalled"]


async def has_gone(device: Device, disclosure: str) -> bool:
    return any(
        record["kind"] == "gone" and record["disclosure"] == disclosure
        for record in device.records()
    )


# F32
async def test_bad_pages_are_skipped_and_reported_and_the_loop_goes_on(
    device: Device,
) -> None:
    huge = webp((200, 200, 200), (4000, 3000))
    lost = webp((1, 2, 3), SIZE)
    sheets = (
        sheet("good", RED),
        sheet("garbled", b"RIFF not a picture at all, but long enough to look at"),
        sheet("huge", huge),
        sheet("lost", lost),
        sheet("small", webp((9, 9, 9), (20, 20))),
        sheet("other", GREEN),
    )
    Stock(sheets=sheets).write(device.root)
    digest = ref_of(lost).sha256
    (device.root / "assets" / digest[:2] / digest).unlink()

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: shows(page, RED))
            await until(lambda: shows(page, GREEN))
            await until(lambda: shows(page, RED))
            await until(lambda: has_faults(device, 4))

    faults = {
        record["disclosure"]: record["reason"]
        for record in device.records()
        if record["kind"] == "slide_fault"
    }
    assert faults == {
        "garbled": "undecodable",
        "huge": "too_large",
        "lost": "missing",
        "small": "wrong_pixels",
    }


async def has_faults(device: Device, count: int) -> bool:
    kinds = [record["kind"] for record in device.records()]
    return kinds.count("slide_fault") >= count
