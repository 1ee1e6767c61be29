"""Measure whether memory and open files stay flat over weeks of play (F36).

`python -m benchmarks.endurance [--days 30] [--flips 3000]`. First the device's servers
in simulated time: the plan made anew each minute, every play stored, delivered and
forgotten. Then the page in a real browser whose clocks run faster, so that the loop
flips many times a second and every picture is decoded, read back and dropped.
"""

import argparse
import gc
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from demo.programs import browser_command
from programme.clock import SystemClock
from programme.layout import content_rectangle
from programme.records import EndReason, PlayRecord
from signage.devtools import DevTools
from signage.keeper import PlanKeeper
from sync_agent.drain import Drain
from sync_agent.outbox import Submission, open_outbox
from tests.fakes.moving_clock import MovingClock
from tests.fakes.ports import free_port
from tests.fakes.screen_device import Device, player
from tests.fakes.screens import LANDSCAPE, Sheet, Stock, webp
from tests.fakes.sources import FakeSource

_BEGAN = datetime(2026, 11, 23, tzinfo=UTC)
_DWELL_S, _KEPT, _AT_ONCE = 15, 2_000, 500
_WARM_DAYS = 2
_SPEED = 20
_WITHIN_S, _LOOK_S = 60.0, 2.0
_MIB = 1024 * 1024
_MOST_GROWTH_MIB = 8.0
_FASTER = f"""(() => {{
  const began = Date.now(), first = performance.now();
  const wall = Date.now.bind(Date), mono = performance.now.bind(performance);
  Date.now = () => began + (wall() - began) * {_SPEED};
  performance.now = () => first + (mono() - first) * {_SPEED};
  const later = window.setTimeout.bind(window);
  window.setTimeout = (work, ms, ...more) => later(work, (ms ?? 0) / {_SPEED}, ...more);
  const real = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (work) => real(() => work(performance.now()));
}})()"""


def main() -> int:
    """Print the figures, and fail where something grew."""
    parser = argparse.ArgumentParser(description="measure endurance")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--flips", type=int, default=3_000)
    asked = parser.parse_args()
    grew = [servers(asked.days)]
    if asked.flips and browser_command():
        grew.append(page(asked.flips))
    return 0 if max(grew) <= _MOST_GROWTH_MIB else 1


def servers(days: int) -> float:
    """Run keeper, outbox and delivery for so many days; return the growth in MiB."""
    clock = MovingClock(_BEGAN)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        sheets = tuple(Sheet(disclosure=f"d-{n}", pages=(b"p",)) for n in range(20))
        keeper = PlanKeeper(FakeSource(Stock(sheets=sheets).held()), root, clock)
        outbox = open_outbox(root, "player", clock)
        first = (0.0, 0)
        for day in range(days):
            for minute in range(24 * 60):
                keeper.look()
                if minute % 60 == 0:
                    outbox.append_all(list(_plays(clock.now())))
                    _deliver(root, outbox.writer, clock)
                clock.forward(timedelta(minutes=1))
            if day < _WARM_DAYS:
                first = _own()
        last = _own()
        outbox.close()
    print(
        f"servers  {days} days, {days * 5760} plays: "
        f"RSS {first[0]:.1f} -> {last[0]:.1f} MiB, files {first[1]} -> {last[1]}"
    )
    return last[0] - first[0] + (last[1] - first[1]) * _MOST_GROWTH_MIB


def _plays(began: datetime) -> Iterator[Submission]:
    for number in range(3600 // _DWELL_S):
        at = began + timedelta(seconds=number * _DWELL_S)
        play = PlayRecord(
            disclosure=f"d-{number % 20}",
            manifest="a" * 64,
            page="b" * 64,
            page_number=1,
            pages=1,
            from_at=at,
            to_at=at + timedelta(seconds=_DWELL_S),
            monotonic_ms=_DWELL_S * 1000,
            dwell_s=_DWELL_S,
            reason=EndReason.TURN_OVER,
            programme_version=1,
        )
        yield Submission(client_id=at.isoformat(), record=play)


def _deliver(root: Path, writer: str, clock: MovingClock) -> None:
    with Drain(root, writer, clock) as drain:
        while records := drain.undelivered(most=_AT_ONCE, most_bytes=_MIB):
            drain.delivered(records, keep=_KEPT)


def _own() -> tuple[float, int]:
    """Return this process's resident MiB and its open files."""
    gc.collect()
    text = Path("/proc/self/smaps_rollup").read_text("ascii")
    rss = next(line.split()[1] for line in text.splitlines() if line.startswith("Rss"))
    return int(rss) / 1024, sum(1 for _ in Path("/proc/self/fd").iterdir())


def page(flips: int) -> float:
    """Flip the page so often, and return the growth of its heap in MiB."""
    area = content_rectangle(LANDSCAPE)
    pages = [
        webp((250 - 9 * n, 210, 205), (area.width, area.height), f"page {n}")
        for n in range(6)
    ]
    with tempfile.TemporaryDirectory() as folder:
        device = Device(
            root=Path(folder) / "device",
            port=free_port(),
            profile=Path(folder) / "profile",
        )
        sheets = (
            Sheet(disclosure=f"d-{n}", pages=(data,), dwell_s=2)
            for n, data in enumerate(pages)
        )
        Stock(sheets=tuple(sheets)).write(device.root)
        with player(device), _opened(device) as ask:
            first = _flipped(ask, flips // 5)
            last = _flipped(ask, flips)
    print(
        f"page     {last['flips']:.0f} flips: heap {first['heap']:.1f} -> "
        f"{last['heap']:.1f} MiB, nodes {first['nodes']:.0f} -> {last['nodes']:.0f}, "
        f"files {first['files']:.0f} -> {last['files']:.0f}"
    )
    return last["heap"] - first["heap"]


class _Page:
    """Be a page in a browser of our own."""

    def __init__(self, tools: DevTools, session: str) -> None:
        self.tools = tools
        self._session = session

    def ask(self, method: str, **asked: object) -> dict[str, Any]:
        """Return an answer."""
        return self.tools.call(method, asked, within_s=_WITHIN_S, session=self._session)


@contextmanager
def _opened(device: Device) -> Iterator[_Page]:
    command = (*browser_command(), f"--user-data-dir={device.profile}", "about:blank")
    tools = DevTools((*command, "--remote-debugging-pipe"), SystemClock())
    try:
        found = tools.call("Target.getTargets", within_s=_WITHIN_S)["targetInfos"]
        target = next(one["targetId"] for one in found if one["type"] == "page")
        told = tools.call(
            "Target.attachToTarget",
            {"targetId": target, "flatten": True},
            within_s=_WITHIN_S,
        )
        page = _Page(tools, told["sessionId"])
        page.ask("Page.enable")
        page.ask("Performance.enable")
        page.ask("Page.addScriptToEvaluateOnNewDocument", source=_FASTER + _COUNTING)
        page.ask("Page.navigate", url=device.address)
        yield page
    finally:
        tools.kill()


_COUNTING = """;(() => {
  window.flips = 0;
  const count = () => new MutationObserver(() => (window.flips += 1)).observe(
    document.documentElement, { attributeFilter: ["data-painted-at"] });
  document.addEventListener("DOMContentLoaded", count);
})()"""


def _flipped(page: _Page, flips: int) -> Mapping[str, float]:
    """Wait for so many flips, and return what the page holds then."""
    pause, count = threading.Event(), 0
    while count < flips:
        pause.wait(_LOOK_S)
        told = page.ask(
            "Runtime.evaluate", expression="window.flips ?? 0", returnByValue=True
        )
        count = int(told["result"]["value"])
    page.ask("HeapProfiler.collectGarbage")
    metrics = page.ask("Performance.getMetrics")["metrics"]
    found = {one["name"]: one["value"] for one in metrics}
    return {
        "flips": count,
        "heap": found["JSHeapUsedSize"] / _MIB,
        "nodes": found["Nodes"],
        "files": sum(1 for _ in Path(f"/proc/{page.tools.pid}/fd").iterdir()),
    }


if __name__ == "__main__":
    sys.exit(main())
