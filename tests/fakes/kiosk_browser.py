"""Run the real kiosk on a device's folder and touch its pages in a real browser."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Error, Page, async_playwright, expect

from tests.fakes.chromium import FLAGS, chromium_path
from tests.fakes.patience import ms, within
from tests.fakes.screen_device import stored_records
from tests.fakes.visiting import visit

_SPEAKS = "--autoplay-policy=no-user-gesture-required"
PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Be a kiosk's folder, where it answers, and how long it waits."""

    root: Path
    port: int
    profile: Path
    idle_s: float = 60
    warning_s: float = 30
    log_level: str = "warning"

    @property
    def log(self) -> Path:
        """Return what the server prints."""
        return self.root.parent / "kiosk.log"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def records(self) -> list[dict[str, Any]]:
        return stored_records(self.root)


@contextmanager
def server(place: Place) -> Iterator[subprocess.Popen[bytes]]:
    settings = place.root.parent / "kiosk.toml"
    settings.write_text(
        f'state_folder = "{place.root}"\nlog_level = "{place.log_level}"\n'
        f"idle_home_s = {place.idle_s}\nidle_reading_s = {place.idle_s}\n"
        f"idle_warning_s = {place.warning_s}\n[web]\nport = {place.port}\n"
    )
    command = [sys.executable, "-m", "mingbai", "kiosk", "run", "--settings"]
    with place.log.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [*command, str(settings)], stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(within(20))


@asynccontextmanager
async def touched(
    place: Place, size: tuple[int, int] = PORTRAIT
) -> AsyncIterator[Page]:
    """Open the kiosk's first page in a browser of its own."""
    async with async_playwright() as play:
        context = await play.chromium.launch_persistent_context(
            str(place.profile),
            executable_path=chromium_path(),
            args=[*FLAGS, _SPEAKS],
            viewport={"width": size[0], "height": size[1]},
        )
        context.set_default_timeout(ms(30))
        ended: list[object] = []
        context.on("close", lambda one: ended.append(one))  # noqa: PLW0108 - the driver takes no method of C
        page = context.pages[0]
        for _ in range(240):
            try:
                await visit(page, place.address)
                break
            except Exception as error:
                if "REFUSED" not in str(error):
                    raise
                await page.wait_for_timeout(250)
        yield page
        if ended:
            return
        try:
            await context.close()
        except Error as error:
            # One that was killed may go while it is asked to.
            if "has been closed" not in str(error):
                raise


@asynccontextmanager
async def touched_after_start(
    place: Place,
) -> AsyncIterator[tuple[Page, subprocess.Popen[bytes]]]:
    with server(place) as process:
        async with touched(place) as page:
            yield page, process


def kill_browser(place: Place) -> None:
    """End a browser as a power cut does."""
    own = f"--user-data-dir={place.profile}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if own in words and not any(one.startswith(b"--type=") for one in words):
                os.kill(int(folder.name), signal.SIGKILL)


async def settled(page: Page) -> None:
    """Wait until the page has scripts, fonts and answers, and its leaves are laid."""
    await page.wait_for_load_state("load")
    busy = ".htmx-request, .htmx-swapping, .htmx-settling"
    await expect(page.locator(busy)).to_have_count(0)
    await page.evaluate(
        "() => document.fonts.ready.then(() => new Promise(requestAnimationFrame))"
    )


async def tap(page: Page, letters: str) -> None:
    """Tap letters on the pad, as a finger does."""
    for number, letter in enumerate(letters, start=1):
        await page.click(f"#key-{letter}")
        await expect(page.locator("#words")).to_have_value(letters[:number])


# Which parts with words reach beyond the glass, or beyond a box that cuts them off.
CUT = """() => {
  const leaves = document.querySelector(".leaves.turned");
  const seen = [...document.querySelectorAll("body *")].filter((one) => {
    if (leaves && leaves.contains(one)) return false;
    if (one.closest(".unseen, .above, svg, .veil, .cover")) return false;
    return one.children.length === 0 && one.textContent.trim() !== "";
  });
  const found = document.querySelector("#found");
  const out = seen.filter((one) => {
    const box = one.getBoundingClientRect();
    if (box.width === 0) return false;
    if (found && found.contains(one)) {
      const frame = found.getBoundingClientRect();
      if (box.bottom > frame.bottom + 1 || box.right > frame.right + 1) return true;
    }
    return box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1;
  });
  const wide = document.documentElement.scrollWidth > innerWidth ? ["wide"] : [];
  const whole = document.querySelector(".leaves:not(.turned)");
  const more = whole && whole.scrollHeight > whole.clientHeight + 2 ? ["no pager"] : [];
  const words = out.map((one) => one.textContent.trim().slice(0, 20));
  return [...words, ...wide, ...more];
}"""

# Which parts to touch stand above the line of reach: the lower 55 % of the glass.
TOO_HIGH = """() => [...document.querySelectorAll("a[href], button")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 0 && !one.closest(".veil") && box.top < innerHeight * 0.45 - 1;
}).map((one) => one.textContent.trim().slice(0, 20))"""

# Which parts to touch are smaller than a finger needs.
TOO_SMALL = """() => [...document.querySelectorAll("a[href], button")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 0 && (box.height < 95.5 || box.width < 95.5);
}).map((one) => one.textContent.trim().slice(0, 20))"""
