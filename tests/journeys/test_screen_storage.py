"""The screen page on a browser whose disk keeps nothing: the glass must not mind."""

from pathlib import Path
from shutil import rmtree

import pytest

from programme.layout import content_rectangle
from tests.fakes.ports import free_port
from tests.fakes.screen_device import Device, browser, opened, player, shows, until
from tests.fakes.screens import LANDSCAPE, Sheet, Stock, webp

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

AREA = content_rectangle(LANDSCAPE)
RED = webp((250, 210, 205), (AREA.width, AREA.height), "first")
GREEN = webp((205, 240, 215), (AREA.width, AREA.height), "second")
STORES = ("IndexedDB", "Service Worker")
"""Where the browser keeps records and files, in its profile."""
PUT_AFTER_CLOSE = """async () => {
  const { openSpool } = await import("/page/spool.js");
  const spool = await openSpool();
  const put = (disclosure) => spool.put([{ kind: "slide_fault", disclosure,
    page: "b".repeat(64), reason: "missing", at: new Date().toISOString() }]);
  spool.database.close();
  await put("closed");
  while (!spool.database || spool.held.length) await new Promise(requestAnimationFrame);
  await put("opened-anew");
  return spool.held.length;
}"""


@pytest.fixture
def device(tmp_path: Path) -> Device:
    made = Device(
        root=tmp_path / "device", port=free_port(), profile=tmp_path / "profile"
    )
    sheets = tuple(
        Sheet(disclosure=name, pages=(page,), dwell_s=2)
        for name, page in (("a", RED), ("b", GREEN))
    )
    Stock(sheets=sheets).write(made.root)
    return made


# REQ-30, REQ-34
async def test_a_browser_whose_disk_refuses_plays_on_and_its_records_arrive(
    device: Device,
) -> None:
    for store in STORES:
        place = device.profile / "Default" / store
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"no folder")

    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: shows(page, RED))
            await until(lambda: shows(page, GREEN))
            await until(lambda: shows(page, RED))
            await until(lambda: has_played(device, "a", "b"))


SHELL_IS_KEPT = """() => navigator.serviceWorker.ready.then(() => caches.keys())
  .then((names) => names.some((name) => name.startsWith("shell-")))"""


# REQ-30
async def test_a_browser_that_lost_the_files_it_kept_opens_the_page_from_the_player(
    device: Device,
) -> None:
    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: page.evaluate(SHELL_IS_KEPT))
            await until(lambda: shows(page, RED))
        files = device.profile / "Default" / "Service Worker" / "CacheStorage"
        rmtree(files)
        files.write_bytes(b"no folder")
        async with browser(device) as context:
            page = await opened(context, device)
            await until(lambda: shows(page, RED))


async def has_played(device: Device, *disclosures: str) -> bool:
    played = {one["disclosure"] for one in device.records() if one["kind"] == "play"}
    return played.issuperset(disclosures)


# REQ-34
async def test_a_record_that_the_browser_cannot_keep_is_sent_all_the_same(
    device: Device,
) -> None:
    with player(device):
        async with browser(device) as context:
            page = await opened(context, device)
            held = await page.evaluate(PUT_AFTER_CLOSE)
            await until(lambda: has_faults(device, "closed", "opened-anew"))

    assert held == 0


async def has_faults(device: Device, *disclosures: str) -> bool:
    told = {one["disclosure"] for one in device.records() if "reason" in one}
    return told.issuperset(disclosures)
