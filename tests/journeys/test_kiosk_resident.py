"""A resident at the kiosk: the real page server, the real voice, a real browser."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect

from programme.boards import Board
from tests.fakes.device_store import BLOCKS, WIDE, DeviceStore, demo_services
from tests.fakes.ports import free_port

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)
PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Be a kiosk's folder, where it answers, and how long it waits."""

    root: Path
    port: int
    profile: Path
    idle_s: float = 60
    warning_s: float = 30

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def records(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        for path in self.root.glob("outbox-*.sqlite3"):
            with sqlite3.connect(path) as database:
                found = database.execute("SELECT body FROM records ORDER BY number")
                rows += [json.loads(body)["record"] for (body,) in found]
            database.close()
        return rows


@contextmanager
def server(place: Place) -> Iterator[subprocess.Popen[bytes]]:
    settings = place.root.parent / "kiosk.toml"
    settings.write_text(
        f'state_folder = "{place.root}"\nlog_level = "warning"\n'
        f"idle_home_s = {place.idle_s}\nidle_reading_s = {place.idle_s}\n"
        f"idle_warning_s = {place.warning_s}\n[web]\nport = {place.port}\n"
    )
    command = [sys.executable, "-m", "mingbai", "kiosk", "run", "--settings"]
    process = subprocess.Popen([*command, str(settings)])  # noqa: S603 - our own program
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(20)


@asynccontextmanager
async def touched(
    place: Place, size: tuple[int, int] = PORTRAIT
) -> AsyncIterator[Page]:
    """Open the kiosk's first page in a browser of its own."""
    async with async_playwright() as play:
        context = await play.chromium.launch_persistent_context(
            str(place.profile),
            executable_path="/usr/bin/chromium",
            args=list(FLAGS),
            viewport={"width": size[0], "height": size[1]},
        )
        page = context.pages[0]
        for _ in range(60):
            try:
                await page.goto(place.address)
                break
            except Exception as error:
                if "REFUSED" not in str(error):
                    raise
                await page.wait_for_timeout(250)
        yield page
        await context.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    now = datetime.now(UTC)  # noqa: TID251 - the browser and the server have the real one
    store = DeviceStore(tmp_path / "device")
    opened = now - timedelta(days=10)
    ends = now + timedelta(days=30)
    store.add(
        "d-1",
        title="三季度财务收支",
        board=Board.FINANCE,
        starts_at=opened,
        ends_at=ends,
    )
    store.add(
        "d-2",
        title="城乡公交 3 路线路调整",
        board=Board.GOV,
        starts_at=opened,
        ends_at=ends,
        blocks=(*BLOCKS, WIDE, *BLOCKS),
    )
    store.adopt(at=now)
    return Place(
        root=tmp_path / "device", port=free_port(), profile=tmp_path / "profile"
    )


async def tap(page: Page, letters: str) -> None:
    """Tap letters on the pad, as a finger does."""
    for number, letter in enumerate(letters, start=1):
        await page.click(f"#key-{letter}")
        await expect(page.locator("#words")).to_have_value(letters[:number])


@pytest.mark.parametrize(
    ("letters", "item"),
    [
        ("SFZDL", "qinghe-gaj-001"),
        ("JHDJ", "qinghe-mzj-001"),
        ("SBK", "qinghe-rsj-001"),
    ],
)
async def test_a_resident_finds_the_counter_by_tapping_letters_alone(
    place: Place, letters: str, item: str
) -> None:
    demo, _ = demo_services()
    wanted = next(one for one in demo.items if one.id == item)
    counter = next(one for one in demo.counters if one.id == wanted.counter)
    with server(place):
        async with touched(place) as page:
            await page.click("a.search")
            await tap(page, letters)
            await page.locator("#found a.row", has_text=wanted.plain_name).click()

            await expect(page.locator("main h1")).to_contain_text(wanted.plain_name)
            shown = await page.locator(".win").inner_text()
            assert shown == f"{counter.window} 号窗口"
            await expect(page.locator(".where")).to_contain_text(counter.telephone)
            await expect(page.locator("#need")).to_be_visible()


async def test_what_is_out_of_scope_is_said_and_a_person_is_named(
    place: Place,
) -> None:
    with server(place):
        async with touched(place) as page:
            await page.click("a.search")
            await page.fill("#words", "彩票中奖了去哪兑")

            await expect(page.locator(".none-found h2")).to_contain_text("没找到")
            await expect(page.locator(".person")).to_contain_text("0555-010-0100")


async def test_an_idle_kiosk_asks_waits_and_forgets(place: Place) -> None:
    hasty = Place(
        root=place.root, port=place.port, profile=place.profile, idle_s=2, warning_s=3
    )
    with server(hasty):
        async with touched(hasty) as page:
            await page.click('button[value="large"]')
            await page.click("a.search")
            await tap(page, "SFZ")
            veil = page.locator(".veil")

            await expect(veil).to_be_visible(timeout=5000)
            await expect(page.locator("[data-stay]")).to_be_focused()
            box = await page.locator("[data-stay]").bounding_box()
            assert box is not None
            assert box["y"] > PORTRAIT[1] / 2
            await page.click("[data-stay]")
            await expect(veil).to_be_hidden()
            await expect(page.locator("#words")).to_have_value("SFZ")

            await page.wait_for_url(hasty.address + "/", timeout=10_000)
            assert await page.get_attribute("html", "class") == "kiosk"
            await page.click("a.search")
            await expect(page.locator("#words")).to_have_value("")


PAGES = (
    "/", "/find", "/events", "/offices", "/events/birth", "/items/qinghe-gaj-001",
    "/items/qinghe-gaj-001/near", "/notices", "/notices/d-1", "/notices/d-2", "/help",
    "/message", "/rate",
)  # fmt: skip

# Which parts with words reach beyond the glass, or beyond a box that cuts them off.
CUT = """() => {
  const leaves = document.querySelector(".leaves.turned");
  const seen = [...document.querySelectorAll("body *")].filter((one) => {
    if (leaves && leaves.contains(one)) return false;
    if (one.closest(".unseen, .above, svg, .veil, .cover")) return false;
    return one.children.length === 0 && one.textContent.trim() !== "";
  });
  const out = seen.filter((one) => {
    const box = one.getBoundingClientRect();
    if (box.width === 0) return false;
    return box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1;
  });
  const wide = document.documentElement.scrollWidth > innerWidth;
  const words = out.map((one) => one.textContent.trim().slice(0, 20));
  return wide ? [...words, "wide"] : words;
}"""


@pytest.mark.parametrize(
    ("size", "looks"),
    [
        (PORTRAIT, ()),
        (PORTRAIT, ("large",)),
        (PORTRAIT, ("reach",)),
        (PORTRAIT, ("large", "english")),
        (LANDSCAPE, ()),
        (LANDSCAPE, ("large",)),
    ],
)
async def test_nothing_is_cut_on_any_page(
    place: Place, size: tuple[int, int], looks: tuple[str, ...]
) -> None:
    with server(place):
        async with touched(place, size) as page:
            for look in looks:
                await page.click(f'button[value="{look}"]')
            for path in PAGES:
                await page.goto(place.address + path)
                await page.wait_for_timeout(100)

                assert await page.evaluate(CUT) == [], path


async def test_a_long_page_is_turned_by_button_to_its_end(place: Place) -> None:
    with server(place):
        async with touched(place, LANDSCAPE) as page:
            await page.goto(place.address + "/notices/d-2")
            leaves = int(await page.locator('[data-leaf="of"]').inner_text())
            for _ in range(leaves - 1):
                await page.click('[data-leaf="on"]')

            assert leaves > 1
            await expect(page.locator('[data-leaf="on"]')).to_be_disabled()
            await expect(page.locator(".colophon")).to_be_in_viewport()


async def test_a_disclosure_is_read_aloud_and_the_sentence_is_marked(
    place: Place,
) -> None:
    with server(place):
        async with touched(place) as page:
            await page.goto(place.address + "/notices/d-1")
            await page.click('[data-say="start"]')

            await page.wait_for_function(
                "() => { const a = document.querySelector('#voice');"
                " return a.duration > 0 && a.currentTime > 0.1; }",
                timeout=15_000,
            )
            first = await page.locator(".say").first.inner_text()
            await page.wait_for_function(
                "(first) => { const one = document.querySelector('.say');"
                " return one && one.innerText !== first; }",
                arg=first,
                timeout=30_000,
            )
            await expect(page.locator(".say-bar")).to_be_visible()
            await page.click('[data-say="stop"]')
            await expect(page.locator(".say")).to_have_count(0)
            await expect(page.locator(".say-bar")).to_be_hidden()


async def test_a_dead_server_is_covered_and_comes_back_by_itself(
    place: Place,
) -> None:
    async with touched_after_start(place) as (page, process):
        await page.goto(place.address + "/help")
        await page.wait_for_function(
            "() => navigator.serviceWorker.controller !== null"
        )

        process.kill()
        process.wait()
        await expect(page.locator(".cover")).to_be_visible(timeout=5000)
        await page.reload()
        await expect(page.locator("h1")).to_contain_text("本机暂停服务")

        with server(place):
            await expect(page.locator(".hello h1")).to_be_visible(timeout=10_000)


@asynccontextmanager
async def touched_after_start(
    place: Place,
) -> AsyncIterator[tuple[Page, subprocess.Popen[bytes]]]:
    with server(place) as process:
        async with touched(place) as page:
            yield page, process


async def test_what_was_typed_is_nowhere_on_the_disk(place: Place) -> None:
    typed = "独一无二的查询词"
    with server(place):
        async with touched(place) as page:
            await page.click("a.search")
            await page.fill("#words", typed)
            await expect(page.locator(".none-found")).to_be_visible()
            await page.click('.k-dock a[href="/"]')

    for file in place.root.parent.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert typed.encode() not in data, file
            assert typed.encode("utf-16-le") not in data, file


async def test_being_in_service_is_recorded_with_what_was_listed(
    place: Place,
) -> None:
    with server(place):
        async with touched(place) as page:
            await page.wait_for_timeout(4000)

    (record,) = [one for one in place.records() if one["kind"] == "presence"]
    assert record["disclosures"] == ["d-1", "d-2"]
    assert record["from_at"] < record["to_at"]
