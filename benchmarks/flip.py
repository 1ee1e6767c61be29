"""Measure how exactly pages change at their second, and what hours of it cost.

`python -m benchmarks.flip [--seconds 120] [--dwell 3] [--items 8]
[--usual-seconds 120]`: a device's folder, the real player and a real browser at
1920×1080. All in one run:

- the flip error against the wall clock (the second animation frame after the swap,
  minus the instant that the plan names), p50 and p99, at a short dwell and at 15 s;
- the processor time of browser and player at a dwell of 15 s;
- their memory over the time at a dwell of 15 s, PSS and RSS, and, where that is ten
  minutes or more, how much an hour it grows (the slope of the line of least squares
  through all looks after the first tenth).

With `--usual-seconds 10800` it runs for three hours. What else the machine did stands
beside each figure: the mean of its load average, taken at each look.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from benchmarks.ports import free_ports
from benchmarks.processes import Cost, costs_below
from demo.programs import browser_command
from programme.layout import content_rectangle
from tests.fakes.screens import LANDSCAPE, Sheet, Stock, webp

_SECONDS = 120
_DWELL_S = 3
_ITEMS = 8
_USUAL_DWELL_S = 15
_WARM_S = 5.0
_LOOK_S = 20.0
_WAIT_MS = 120_000
_HOUR_S = 3600
_LEAST_FOR_GROWTH_S = 600.0
"""Of less than ten minutes no growth an hour is said: it would be noise."""
_WARM_SHARE = 10
"""The first tenth of the looks is no growth yet: caches fill."""
_TOLD_LOOKS = 6
_WATCH = """() => {
  window.flips = [];
  let last = "";
  const look = () => {
    const told = document.documentElement.dataset;
    if (told.paintedAt !== last) {
      if (last) window.flips.push(Number(told.paintedAt));
      last = told.paintedAt;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Be what the programs had used and held at one moment."""

    at_s: float
    """Since the measuring began."""
    costs: Mapping[str, Cost]
    load: float
    """The machine's load average of the minute before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Be what one dwell came to."""

    dwell_s: int
    errors_ms: Sequence[float]
    looks: Sequence[Look]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=_SECONDS)
    parser.add_argument("--dwell", type=int, default=_DWELL_S)
    parser.add_argument("--items", type=int, default=_ITEMS)
    parser.add_argument("--usual-seconds", type=int, default=_SECONDS)
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} before")
    quick = _measure(asked.dwell, asked.items, asked.seconds)
    _print_flips(quick)
    usual = _measure(_USUAL_DWELL_S, asked.items, asked.usual_seconds)
    _print_flips(usual)
    _print_processor(usual)
    _print_memory(usual)


def _measure(dwell_s: int, items: int, seconds: int) -> Run:
    with _playing(dwell_s, items) as (page, player):
        page.evaluate(_WATCH)
        looks = list(_looks(player, seconds))
        flips: list[float] = page.evaluate("window.flips")
    step = dwell_s * 1000
    # Every slide stands equally long, and service begins at a whole minute.
    errors = [(flip + step / 2) % step - step / 2 for flip in flips]
    return Run(dwell_s=dwell_s, errors_ms=errors, looks=looks)


def _looks(player: int, seconds: int) -> Iterator[Look]:
    """Yield a look at the beginning, every few seconds, and at the end."""

    def kind_of(pid: int, command: str) -> str:
        if pid == player:
            return "player"
        return "browser" if "chrom" in command.partition(" ")[0] else "driver"

    began = time.monotonic()
    while True:
        at_s = time.monotonic() - began
        costs = costs_below(os.getpid(), kind_of)
        yield Look(at_s=at_s, costs=costs, load=os.getloadavg()[0])
        if at_s >= seconds:
            return
        threading.Event().wait(min(_LOOK_S, seconds - at_s + 0.1))


@contextmanager
def _playing(dwell_s: int, items: int) -> Iterator[tuple[Page, int]]:
    """Give the page while it plays, and the player's process id."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder) / "device"
        _stock(dwell_s, items).write(root)
        port = free_ports().player
        player = _player(root, port)
        stack.callback(_stopped, player)
        command = browser_command()
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=command[0], args=list(command[1:])
        )
        stack.callback(browser.close)
        page = browser.new_page(viewport=ViewportSize(width=1920, height=1080))
        _until_served(f"http://127.0.0.1:{port}/plan.json")
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_function(
            "() => document.documentElement.dataset.view === 'slide'", timeout=_WAIT_MS
        )
        threading.Event().wait(_WARM_S)
        yield page, player.pid


def _stock(dwell_s: int, items: int) -> Stock:
    area = content_rectangle(LANDSCAPE)
    size = (area.width, area.height)
    return Stock(
        sheets=tuple(
            Sheet(
                disclosure=f"d{number}",
                pages=(webp((255 - 9 * number, 240, 230), size, f"{number}"),),
                dwell_s=dwell_s,
            )
            for number in range(items)
        )
    )


def _player(root: Path, port: int) -> "subprocess.Popen[bytes]":
    settings = root.parent / "player.toml"
    settings.write_text(
        f'state_folder = "{root}"\nlog_level = "warning"\n[web]\nport = {port}\n',
        "utf-8",
    )
    command = [sys.executable, "-m", "mingbai", "player", "run"]
    return subprocess.Popen([*command, "--settings", str(settings)])


def _stopped(player: "subprocess.Popen[bytes]") -> None:
    player.send_signal(signal.SIGTERM)
    player.wait(10)


def _until_served(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            threading.Event().wait(0.2)
    raise TimeoutError(address)


def _print_flips(run: Run) -> None:
    if len(run.errors_ms) > 1:
        cuts = statistics.quantiles(run.errors_ms, n=100, method="inclusive")
        print(
            f"{len(run.errors_ms)} flips at a dwell of {run.dwell_s} s: "
            f"p50 {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms after their instant, "
            f"least {min(run.errors_ms):.0f}, most {max(run.errors_ms):.0f} "
            f"({_load(run)})",
            flush=True,
        )


def _print_processor(run: Run) -> None:
    first, last = run.looks[0], run.looks[-1]
    took = last.at_s - first.at_s
    used = {
        kind: cost.cpu_s - first.costs[kind].cpu_s for kind, cost in last.costs.items()
    }
    shares = ", ".join(
        f"{kind} {100 * cpu_s / took:.1f} %" for kind, cpu_s in sorted(used.items())
    )
    print(
        f"{took:.0f} s at a dwell of {run.dwell_s} s, of one core: {shares} "
        f"(the driver is this benchmark's own; {_load(run)})"
    )


def _print_memory(run: Run) -> None:
    looks = run.looks
    every = max(1, (len(looks) - 1) // _TOLD_LOOKS)
    for kind in ("browser", "player"):
        told = ", ".join(
            f"{look.at_s / 60:.0f} min {look.costs[kind].pss_mib:.0f}/"
            f"{look.costs[kind].rss_mib:.0f}"
            for look in (*looks[:-1:every], looks[-1])
        )
        print(f"{kind} memory, PSS/RSS in MiB: {told}{_growth(looks, kind)}")
    print(f"({_load(run)})")


def _growth(looks: Sequence[Look], kind: str) -> str:
    """Say how much an hour the memory of a kind grows; empty where it was too short."""
    if looks[-1].at_s < _LEAST_FOR_GROWTH_S:
        return ""
    steady = looks[len(looks) // _WARM_SHARE :]
    times = [look.at_s for look in steady]
    pss, rss = (
        statistics.linear_regression(times, values).slope * _HOUR_S
        for values in (
            [look.costs[kind].pss_mib for look in steady],
            [look.costs[kind].rss_mib for look in steady],
        )
    )
    return f"; grows {pss:+.1f}/{rss:+.1f} MiB an hour"


def _load(run: Run) -> str:
    return f"load average {statistics.fmean(look.load for look in run.looks):.1f}"


if __name__ == "__main__":
    main()
