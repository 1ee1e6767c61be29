"""Run the real player on a device's folder and look at its page in a real browser."""

import asyncio
import io
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from playwright.async_api import BrowserContext, Page, async_playwright

from programme.layout import Panel, Rectangle
from tests.fakes.chromium import FLAGS, chromium_path
from tests.fakes.patience import ms, within
from tests.fakes.ports import free_port
from tests.fakes.screens import LANDSCAPE, ref_of

_LOOK_EVERY_S = 0.05
_FRAMES = """() => new Promise((done) => requestAnimationFrame(
  () => requestAnimationFrame(() => requestAnimationFrame(done))))"""
"""As many frames as the page takes to say that it has swapped its picture."""
_HAS_RECORDS = "SELECT 1 FROM sqlite_master WHERE name = 'records'"
_RECORDS = "SELECT body FROM records ORDER BY number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Be a device's folder, and where its player answers."""

    root: Path
    port: int
    profile: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def records(self) -> list[dict[str, Any]]:
        """Return what the player stored, in the order of its chain."""
        return stored_records(self.root)

    def plays(self) -> list[dict[str, Any]]:
        """Return what was painted, in the order of the chain."""
        return [record for record in self.records() if record["kind"] == "play"]

    def tell(self) -> None:
        """Send the datagram that the agent sends after an adoption."""
        teller = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with teller:
            for watcher in (self.root / "watchers").glob("*.sock"):
                teller.sendto(b"adopted", str(watcher))


def stored_records(root: Path) -> list[dict[str, Any]]:
    """Return the records in a device's outboxes; one just made has no table yet."""
    rows: list[dict[str, Any]] = []
    for path in root.glob("outbox-*.sqlite3"):
        with closing(sqlite3.connect(path)) as database:
            if database.execute(_HAS_RECORDS).fetchone():
                found = database.execute(_RECORDS).fetchall()
                rows += [json.loads(body)["record"] for (body,) in found]
    return rows


@contextmanager
def player(device: Device) -> Iterator[subprocess.Popen[bytes]]:
    settings = device.root.parent / "player.toml"
    settings.write_text(
        f'state_folder = "{device.root}"\nlog_level = "warning"\n'
        f"[web]\nport = {device.port}\n[checks]\nevery_slides = 1\n"
    )
    command = [sys.executable, "-m", "mingbai", "player", "run", "--settings"]
    process = subprocess.Popen([*command, str(settings)])  # noqa: S603 - our own program
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(within(10))


@asynccontextmanager
async def browser(
    device: Device, panel: Panel = LANDSCAPE
) -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            str(device.profile),
            executable_path=chromium_path(),
            args=list(FLAGS),
            viewport={"width": panel.width, "height": panel.height},
        )
        context.set_default_timeout(ms(30))
        try:
            yield context
        finally:
            await context.close()


@asynccontextmanager
async def doomed_browser(device: Device) -> AsyncIterator[Page]:
    """Open the page in a browser that is killed at the end without any farewell."""
    port = free_port()
    own = [f"--user-data-dir={device.profile}", f"--remote-debugging-port={port}"]
    process = await asyncio.create_subprocess_exec(
        chromium_path(),
        *FLAGS,
        *own,
        f"--window-size={LANDSCAPE.width},{LANDSCAPE.height}",
        "about:blank",
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        await until(lambda: answers(port))
        async with async_playwright() as playwright:
            address = f"http://127.0.0.1:{port}"
            joined = await playwright.chromium.connect_over_cdp(address)
            yield joined.contexts[0].pages[0]
            os.killpg(process.pid, signal.SIGKILL)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def opened(context: BrowserContext, device: Device) -> Page:
    await until(lambda: answers(device.port))
    page = context.pages[0]
    await page.goto(device.address)
    return page


async def answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


async def until(
    check: Callable[[], Awaitable[object]], *, within_s: float = 20.0
) -> None:
    """Wait until a check is true; fail with it when it is not in time."""
    loop = asyncio.get_running_loop()
    end = loop.time() + within(within_s)
    while not await check():
        assert loop.time() < end, "it did not become true in time"
        await asyncio.sleep(_LOOK_EVERY_S)


async def shows(page: Page, data: bytes) -> bool:
    return await told(page, "pageSha") == ref_of(data).sha256


async def told(page: Page, name: str) -> str | None:
    value: str | None = await page.evaluate(
        "name => document.documentElement.dataset[name]", name
    )
    return value


async def glass(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(await page.screenshot())).convert("RGB")


async def glass_with(page: Page, data: bytes) -> Image.Image:
    """Return the glass while it shows a page image, however slow the camera is."""
    while True:
        await until(lambda: shows(page, data))
        begun = await told(page, "paintedAt")
        picture = await glass(page)
        await page.evaluate(_FRAMES)
        if await told(page, "paintedAt") == begun:
            return picture


def region(picture: Image.Image, area: Rectangle) -> Image.Image:
    return picture.crop((area.x, area.y, area.x + area.width, area.y + area.height))


def same(one: Image.Image, other: bytes) -> bool:
    page = Image.open(io.BytesIO(other)).convert("RGB")
    return ImageChops.difference(one, page).getbbox() is None
