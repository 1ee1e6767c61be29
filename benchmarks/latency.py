"""Measure how long a page takes from the approving click to the glass, and off again.

`python -m benchmarks.latency [--runs 100] [--loop 0]`: one county of real processes
over TLS, one screen in a real browser, one monotonic clock. The clock starts when the
approving request is sent, before the commit, and stops at the second animation frame
after the swap, as the page itself says. With `--loop N` so many disclosures are
already playing, so that a new one waits for the running slide's end.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize, sync_playwright

from benchmarks.ports import free_ports
from demo.chain_walk import clear, clear_notice, decide
from demo.county import DemoDisclosure, demo_county
from demo.county_run import RunningCounty, running_county
from demo.desks import Desks, open_desks
from demo.places import Places
from demo.programs import browser_command, font_file
from demo.working_day import WorkingDay, submitted
from programme.clock import SystemClock

_BY_DEFAULT = 100
_WAIT_MS = 120_000
_PANEL = ViewportSize(width=1920, height=1080)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Hold a running county, its desks, its glass and the offset of its clock."""

    county: RunningCounty
    desks: Desks
    page: Page
    offset_ms: float
    """What is added to the page's clock to have the benchmark's monotonic one."""

    def day(self) -> WorkingDay:
        """Return the day's work, silent."""
        return WorkingDay(
            places=self.county.places,
            passwords=self.county.passwords,
            font_file=str(font_file()),
            now=SystemClock().now,
            say=lambda _: None,
        )

    def painted_ms(self, name: str, value: str) -> float:
        """Wait until the page says that something is painted; return when it was."""
        self.page.wait_for_function(
            "([name, value]) => document.documentElement.dataset[name] === value",
            arg=[name, value],
            polling="raf",
            timeout=_WAIT_MS,
        )
        told = self.page.evaluate(
            "Number(document.documentElement.dataset.paintedAt)"
            " - performance.timeOrigin"
        )
        return float(told) + self.offset_ms


def main() -> None:
    """Measure and print the distribution."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=_BY_DEFAULT)
    parser.add_argument("--loop", type=int, default=0)
    asked = parser.parse_args()
    with _bench(asked.loop) as bench:
        shown, gone = _measure(bench, asked.runs)
    print(f"{asked.runs} runs, {asked.loop} disclosures playing before")
    _print("approving click sent → second animation frame", shown)
    _print("confirming withdrawal sent → gone from the glass", gone)


def _measure(bench: Bench, runs: int) -> tuple[list[float], list[float]]:
    shown: list[float] = []
    gone: list[float] = []
    for number in range(runs):
        draft = _reviewed(bench, number)
        began = _now_ms()
        draft = decide(bench.desks.approver, draft, "approve")
        disclosure = draft["line"]["disclosure"]
        shown.append(bench.painted_ms("disclosure", disclosure) - began)
        gone.append(_withdrawn(bench, draft))
    return shown, gone


def _withdrawn(bench: Bench, draft: dict[str, Any]) -> float:
    disclosure = draft["line"]["disclosure"]
    asked = bench.desks.approver.post(
        f"/api/disclosures/{disclosure}/withdrawals",
        {
            "manifest_sha256": draft["line"]["manifest_sha256"],
            "cause": "correction",
            "explanation": "量时间用，量完撤下。",
        },
    )
    clear_notice(bench.desks.secrecy, asked)
    began = _now_ms()
    bench.desks.second_approver.post(
        f"/api/withdrawals/{asked['id']}/confirm", {"sha256": asked["sha256"]}
    )
    bench.page.wait_for_function(
        "gone => document.documentElement.dataset.disclosure !== gone",
        arg=disclosure,
        polling="raf",
        timeout=_WAIT_MS,
    )
    told = bench.page.evaluate(
        "Number(document.documentElement.dataset.paintedAt) - performance.timeOrigin"
    )
    return float(told) + bench.offset_ms - began


def _reviewed(bench: Bench, number: int) -> dict[str, Any]:
    wanted = _typed(number)
    draft = bench.day().drafted(bench.desks.drafter, wanted)
    draft = submitted(bench.desks.drafter, draft)
    clear(bench.desks.secrecy, draft)
    return decide(bench.desks.reviewer, draft, "review")


def _typed(number: int) -> DemoDisclosure:
    return DemoDisclosure(
        key=f"bench-{number}",
        unit="qinghe",
        board="gov",
        category="公共服务",
        kind_of_act="disclosure",
        term="immediate",
        source="typed",
        state="showing",
        settled_days_ago=0,
        title=f"测量用的第 {number + 1} 件公开事项",
        body="从批准到上屏要多久，用这一件来量。量完就撤下。",
    )


@contextmanager
def _bench(playing: int) -> Iterator[Bench]:
    chosen = [e for e in demo_county().disclosures if e.state == "showing"][:playing]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        places = Places(folder=Path(folder) / "county", ports=free_ports())
        county = stack.enter_context(
            running_county(
                places, clock=SystemClock(), say=lambda _: None, disclosures=chosen
            )
        )
        command = browser_command()
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=command[0], args=list(command[1:])
        )
        stack.callback(browser.close)
        page = browser.new_page(viewport=_PANEL)
        page.goto(places.player_url)
        page.wait_for_function(
            "() => document.documentElement.dataset.paintedAt > 0", timeout=_WAIT_MS
        )
        yield Bench(
            county=county,
            desks=open_desks(stack, places, county.passwords),
            page=page,
            offset_ms=_offset_ms(page),
        )


def _offset_ms(page: Page) -> float:
    """Return benchmark clock minus page clock, from the quickest of 50 questions."""
    rounds: list[tuple[float, float]] = []
    for _ in range(50):
        before = _now_ms()
        told = float(page.evaluate("performance.now()"))
        after = _now_ms()
        rounds.append((after - before, (before + after) / 2 - told))
    return min(rounds)[1]


def _now_ms() -> float:
    return time.monotonic() * 1000


def _print(what: str, spans_ms: Sequence[float]) -> None:
    cuts = statistics.quantiles(spans_ms, n=100, method="inclusive")
    print(
        f"{what}: p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms, "
        f"least {min(spans_ms):.0f}, most {max(spans_ms):.0f}"
    )


if __name__ == "__main__":
    main()
