"""Measure how long a keystroke takes until the picture of the page shows it.

`python -m benchmarks.preview [--strokes 40]`: a county of real processes over TLS, a
drafter at the desk in a real browser, a text of several pages, typed at its end. The
clock starts at the key's event and stops at the first frame in which the decoded
picture is the one of the text with that key; both are the browser's own. A key is
struck by itself, and as the last of a quick burst.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.ports import free_ports
from demo.county import DemoDisclosure
from demo.county_run import running_county
from demo.desks import open_desks
from demo.places import Places
from demo.programs import browser_command, font_file
from demo.working_day import WorkingDay
from programme.clock import SystemClock

_BY_DEFAULT = 40
_BURST = 12
_BETWEEN_MS = 70
"""Between two keys of a burst: a quick typist."""
_WAIT_MS = 60_000
_LOGIN = "qicao"
_SENTENCE = "经县医院、政务服务中心，到柳坞村口，全程 18 站，每 25 分钟一班。"
_TYPED = "公开的内容应当通俗易懂让群众看得明白"
_LISTEN = """() => {
  window.addEventListener("keydown", () => { window.struckAt = performance.now(); },
    true);
}"""
_SHOWN = """text => {
  const found = [...document.querySelectorAll(".sheet img")].find((image) =>
    image.complete && image.naturalWidth > 0
      && image.alt.replaceAll("\\n", "").includes(text));
  return found ? performance.now() - window.struckAt : false;
}"""


def main() -> None:
    """Measure and print the distribution."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strokes", type=int, default=_BY_DEFAULT)
    asked = parser.parse_args()
    with _desk() as page:
        alone = [_struck(page, number, keys=1) for number in range(asked.strokes)]
        burst = [
            _struck(page, number, keys=_BURST)
            for number in range(asked.strokes, asked.strokes + asked.strokes // 4)
        ]
        width = page.eval_on_selector(".sheet img", "image => image.naturalWidth")
        size = page.eval_on_selector(".sheet img", "image => image.src.length * 3 / 4")
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} after")
    print(f"a picture is {width} px wide and {size / 1000:.0f} kB")
    _print("key struck by itself → its picture", alone)
    _print(f"last key of {_BURST} → its picture", burst)


def _struck(page: Page, number: int, *, keys: int) -> float:
    """Strike keys on the last line; return what the last one took, in ms."""
    mark = f"{number}号"
    page.keyboard.type(mark)
    _seen(page, mark)
    said = "".join(_TYPED[(number + at) % len(_TYPED)] for at in range(keys))
    page.keyboard.type(said, delay=_BETWEEN_MS if keys > 1 else 0)
    took = _seen(page, mark + said)
    for _ in mark + said:
        page.keyboard.press("Backspace")
    return took


def _seen(page: Page, text: str) -> float:
    shown = page.wait_for_function(_SHOWN, arg=text, polling="raf", timeout=_WAIT_MS)
    return float(shown.json_value())


@contextmanager
def _desk() -> Iterator[Page]:
    """Give a drafter's page with a draft of several pages, the cursor at its end."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        places = Places(folder=Path(folder) / "county", ports=free_ports())
        county = stack.enter_context(
            running_county(
                places, clock=SystemClock(), say=lambda _: None, disclosures=()
            )
        )
        desks = open_desks(stack, places, county.passwords)
        day = WorkingDay(
            places=places,
            passwords=county.passwords,
            font_file=str(font_file()),
            now=SystemClock().now,
            say=lambda _: None,
        )
        draft = day.drafted(desks.drafter, _draft())["line"]["id"]
        command = browser_command()
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=command[0], args=list(command[1:])
        )
        stack.callback(browser.close)
        page = browser.new_page(ignore_https_errors=True, locale="zh-CN")
        page.goto(f"{places.centre_url}/staff/")
        page.fill("input[name=login]", _LOGIN)
        page.fill("input[name=password]", county.passwords[_LOGIN])
        page.click("button:has-text('登录')")
        page.wait_for_selector("h2:has-text('总览')", timeout=_WAIT_MS)
        page.goto(f"{places.centre_url}/staff/drafts/{draft}")
        page.wait_for_selector(".sheet img", timeout=_WAIT_MS)
        page.evaluate(_LISTEN)
        page.get_by_label("正文").click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        yield page


def _draft() -> DemoDisclosure:
    return DemoDisclosure(
        key="bench-preview",
        unit="qinghe",
        board="gov",
        category="公共服务",
        kind_of_act="disclosure",
        term="immediate",
        source="typed",
        state="showing",
        settled_days_ago=0,
        title="测量用的公开事项",
        body="\n".join(_SENTENCE * 2 for _ in range(6)),
    )


def _print(what: str, spans_ms: Sequence[float]) -> None:
    cuts = statistics.quantiles(spans_ms, n=100, method="inclusive")
    print(
        f"{what}: p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, "
        f"least {min(spans_ms):.0f}, most {max(spans_ms):.0f}"
    )


if __name__ == "__main__":
    main()
