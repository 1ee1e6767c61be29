"""Measure the schedule page with 300 disclosures on 40 groups in a real browser.

`python -m benchmarks.timeline [--disclosures 300] [--groups 40] [--runs 30]`: one
county of real processes over TLS, one page at 1366×768. An answer is measured from
the input to the second animation frame after the page shows it; a drag by the time
between its animation frames.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.ports import free_ports
from benchmarks.timeline_seed import add_groups, copy_disclosures
from config.calendar_data import shipped_calendar
from demo.county import demo_county
from demo.county_run import RunningCounty, running_county
from demo.founding import PUBLISHER
from demo.places import Places
from demo.programs import browser_command
from programme.clock import SystemClock
from programme.workdays import Workdays
from publishing.database import open_database
from publishing.files import FileStore
from publishing.release.keyring import APPROVAL_KEY, read_signing_key

_WINDOW = {"width": 1366, "height": 768}
_WAIT_MS = 60_000
_SMOOTH_MS = 1000 / 30
_TRY = "() => { window.began = performance.now(); }"
_SHOWN = """([selector, words]) => new Promise((done) => {
  const look = () => {
    const found = [...document.querySelectorAll(selector)];
    if (found.some((one) => one.textContent.includes(words))) {
      requestAnimationFrame(() => done(performance.now() - window.began));
    } else requestAnimationFrame(look);
  };
  look();
})"""
_FRAMES = """() => {
  window.frames_ms = [];
  let last = performance.now();
  const tick = (now) => {
    window.frames_ms.push(now - last);
    last = now;
    if (window.watching) requestAnimationFrame(tick);
  };
  window.watching = true;
  requestAnimationFrame(tick);
}"""


def main() -> None:
    """Measure and print medians and 95th percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--disclosures", type=int, default=300)
    parser.add_argument("--groups", type=int, default=40)
    parser.add_argument("--runs", type=int, default=30)
    asked = parser.parse_args()
    with _county(asked.disclosures, asked.groups) as county, _page(county) as page:
        address = f"{county.places.centre_url}/staff/schedule"
        page.goto(address)
        _ready(page)
        figures = {
            "open the page": [_open(page, address) for _ in range(asked.runs)],
            "pick a window → its details": _several(asked.runs, lambda: _pick(page)),
            "drop a dragged end → what changes": _several(
                asked.runs, lambda: _drag(page)
            ),
            "Shift+arrow → what changes (500 ms pause in it)": _several(
                asked.runs, lambda: _keys(page)
            ),
        }
        frames = _frames(page)
        scrolling = _scrolling(page)
    print(f"{asked.disclosures} disclosures on {asked.groups} groups; ms")
    for name, taken in figures.items():
        _print(name, taken)
    _print("frame while dragging", frames)
    _print("frame while scrolling an open group", scrolling)
    smooth = sum(frame <= _SMOOTH_MS for frame in frames) / len(frames)
    print(f"dragging: {smooth:.0%} of frames within 33 ms (30 a second)")


@contextmanager
def _county(disclosures: int, groups: int) -> Iterator[RunningCounty]:
    first = next(one for one in demo_county().disclosures if one.key == "gov-02")
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as folder:
        places = Places(folder=Path(folder) / "county", ports=free_ports())
        with running_county(
            places, clock=clock, say=lambda _: None, disclosures=(first,)
        ) as county:
            add_groups(county, groups)
            with closing(open_database(places.centre / "mingbai.sqlite3")) as database:
                copy_disclosures(
                    database,
                    disclosures,
                    key=read_signing_key(places.centre / "keys", APPROVAL_KEY),
                    files=FileStore(places.centre / "files"),
                    workdays=Workdays(shipped_calendar().whole()),
                    now=clock.now(),
                )
            yield county


@contextmanager
def _page(county: RunningCounty) -> Iterator[Page]:
    executable, *args = browser_command()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=args)
        context = browser.new_context(
            viewport=_WINDOW,  # type: ignore[arg-type]
            ignore_https_errors=True,
            locale="zh-CN",
        )
        page = context.new_page()
        page.goto(f"{county.places.centre_url}/staff/sign-in?next=/schedule")
        page.fill("input[name=login]", PUBLISHER)
        page.fill("input[name=password]", county.passwords[PUBLISHER])
        page.click("button:has-text('登录')")
        _ready(page)
        yield page
        browser.close()


def _several(runs: int, once: Callable[[], float]) -> list[float]:
    once()
    return [once() for _ in range(runs)]


def _ready(page: Page) -> None:
    page.wait_for_selector(".tl[data-ready=true]", timeout=_WAIT_MS)
    page.wait_for_selector(".bar.moves", timeout=_WAIT_MS)


def _open(page: Page, address: str) -> float:
    """Return how long from asking for the page to its first windows."""
    page.goto(address, wait_until="commit")
    _ready(page)
    return float(page.evaluate("performance.now()"))


def _shown(page: Page, selector: str, words: str) -> float:
    return float(page.evaluate(_SHOWN, [selector, words]))


def _place(page: Page) -> tuple[float, float]:
    """Return a point on the end of a window that is in view."""
    found: list[float] = page.evaluate(
        """() => {
          const host = document.querySelector(".tl").getBoundingClientRect();
          for (const bar of document.querySelectorAll(".bar.moves")) {
            const box = bar.getBoundingClientRect();
            const inside = box.right < host.right - 200 && box.top < host.bottom - 40;
            if (inside && box.width > 60) return [box.right - 4, box.top + 16];
          }
          return [];
        }"""
    )
    return found[0], found[1]


def _pick(page: Page) -> float:
    _fresh(page)
    x, y = _place(page)
    page.mouse.move(x - 20, y)
    page.evaluate(_TRY)
    page.mouse.down()
    page.mouse.up()
    return _shown(page, ".det .facts", "县政府办")


def _drag(page: Page) -> float:
    _fresh(page)
    x, y = _place(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y, steps=6)
    page.evaluate(_TRY)
    page.mouse.up()
    return _shown(page, ".det h5", "结束从")


def _keys(page: Page) -> float:
    _fresh(page)
    x, y = _place(page)
    page.mouse.click(x - 20, y)
    _shown(page, ".det .facts", "县政府办")
    page.focus(".tl")
    page.evaluate(_TRY)
    page.keyboard.press("Shift+ArrowRight")
    return _shown(page, ".det h5", "结束从")


def _fresh(page: Page) -> None:
    """Bring the page back to where nothing is picked."""
    page.reload()
    _ready(page)


def _frames(page: Page) -> list[float]:
    """Return the times between frames while an end is dragged to and fro."""
    _fresh(page)
    x, y = _place(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_FRAMES)
    for there in (150, -60, 170, 0, 120, -40, 160):
        page.mouse.move(x + there, y, steps=30)
    page.evaluate("window.watching = false")
    page.keyboard.press("Escape")
    page.mouse.up()
    return [float(frame) for frame in page.evaluate("window.frames_ms")][1:]


def _scrolling(page: Page) -> list[float]:
    """Return the times between frames while an open group is scrolled."""
    _fresh(page)
    page.locator(".tl-more").first.click()
    page.mouse.move(700, 500)
    page.evaluate(_FRAMES)
    for _ in range(60):
        page.mouse.wheel(0, 180)
    page.evaluate("window.watching = false")
    return [float(frame) for frame in page.evaluate("window.frames_ms")][1:]


def _print(name: str, taken: list[float]) -> None:
    median = statistics.median(taken)
    late = statistics.quantiles(taken, n=20)[-1]
    print(f"{name:<50} median {median:7.1f}   p95 {late:7.1f}   most {max(taken):7.1f}")


if __name__ == "__main__":
    main()
