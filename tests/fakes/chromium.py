"""Start this machine's Chromium for a journey; say in one line where there is none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

from demo.programs import browser_command

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)


def chromium_path() -> str:
    """Return the browser that the demo starts as well; fail where there is none."""
    found = browser_command()
    if not found:
        pytest.fail("没有找到 Chromium，请安装 chromium。")
    return found[0]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Give a browser with a fresh profile, closed at the end."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(), args=list(FLAGS)
        )
        try:
            yield browser
        finally:
            await browser.close()
