"""Run `mingbai kiosk show` under the kiosk's policies, and look into its browser.

The browser has no debugging door in the product; here it gets one, and the two
policies that would close it are left out.
"""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Error, Page, Playwright, async_playwright

from config.device import KioskSettings
from config.settings import read_settings
from kiosk.browser import policies_of
from tests.fakes.kiosk_browser import Place
from tests.fakes.patience import within
from tests.fakes.ports import free_port

_DOORS = ("DeveloperToolsAvailability", "RemoteDebuggingAllowed")
_HEADLESS = ("--headless=new", "--no-sandbox", "--disable-gpu")
_WRAPPER = """#!/bin/sh
# The policies hold for this browser alone: nobody else sees the folder.
exec unshare --mount sh -c '
mount -t tmpfs none /etc/chromium && mkdir -p /etc/chromium/policies/managed &&
cp {policies} /etc/chromium/policies/managed/ && exec {chromium} "$@"' sh "$@"
"""


def may_unshare() -> bool:
    """Say whether this machine lets a test hide a folder from everybody else."""
    done = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"],  # noqa: S607 - of this machine
        check=False,
        capture_output=True,
    )
    return done.returncode == 0


def under_policies(folder: Path, policies: Mapping[str, Any], chromium: str) -> Path:
    """Return a command that starts the browser under policies of its own."""
    file = folder / "mingbai.json"
    file.write_text(json.dumps(policies))
    wrapper = folder / "browser.sh"
    wrapper.write_text(_WRAPPER.format(policies=file, chromium=chromium))
    wrapper.chmod(0o755)
    return wrapper


@contextmanager
def shown(place: Place, *, allowed: tuple[str, ...] = ()) -> Iterator[int]:
    """Have `kiosk show` mind a browser; give the port of the door to it.

    Args:
        place: Where the kiosk's server answers already.
        allowed: Addresses that this browser may open besides.
    """
    folder, door = place.root.parent, free_port()
    own = folder / "kiosk.toml"
    settings = read_settings(KioskSettings, files=[own])
    policies = policies_of(settings)
    policies = {name: policies[name] for name in policies if name not in _DOORS}
    policies["URLAllowlist"] += allowed
    chromium, *flags = settings.browser.command
    wrapper = under_policies(folder, policies, chromium)
    # There is no X server here either.
    flags = [flag for flag in flags if not flag.startswith("--ozone-platform")]
    command = [str(wrapper), *flags, *_HEADLESS, f"--remote-debugging-port={door}"]
    showing = folder / "show.toml"
    # The section of the browser stands last, and is another one than the server's.
    showing.write_text(f"{own.read_text()}[browser]\ncommand = {json.dumps(command)}\n")
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "mingbai", "kiosk", "show", "--settings", str(showing)]
    )
    try:
        yield door
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(within(20))


@asynccontextmanager
async def looked_into(door: int) -> AsyncIterator[tuple[Browser, Page]]:
    """Give the browser behind a door, and its one page."""
    async with async_playwright() as play:
        browser = await _connected(play, f"http://127.0.0.1:{door}")
        page = browser.contexts[0].pages[0]
        await page.wait_for_load_state("load")
        yield browser, page
        await browser.close()


async def _connected(play: Playwright, door: str) -> Browser:
    for _ in range(150):
        with suppress(Error):
            browser = await play.chromium.connect_over_cdp(door)
            if browser.contexts[0].pages:
                return browser
            await browser.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), 0.2)
    raise AssertionError(door)


def profile_of(place: Place) -> Path:
    """Return the folder that the browser may write."""
    return place.root / "kiosk-browser"
