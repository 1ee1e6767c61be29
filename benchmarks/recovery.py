"""Measure how long a screen is dark after a power cut, its programs' part of it.

    python -m benchmarks.recovery [--rounds 20] [--cold]

Agent, player and browser are killed at once, wherever they are, and started again as
systemd starts their units. The time runs from the start to the instant at which the
page says that it has painted its first page. The machine's own start comes on top;
`--cold` empties the machine's cache of files before each start (root), as a boot does.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Event

from benchmarks.faults import NOT_RUN
from benchmarks.whole_screen import WholeScreen, whole_screen
from demo.programs import browser_command
from programme.clock import SystemClock
from tests.fakes.running_agent import wait_for

AIM_S = 20.0
"""Until the picture is there again, at most (F1)."""
_ITEMS, _DWELL_S = 20, 2
_GIVEN_UP_S = 120.0
_PER_CENT = 100


def main(words: Sequence[str]) -> int:
    """Measure and print; return 1 where a screen stayed dark for too long."""
    parser = argparse.ArgumentParser(description="from power to the first page")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261130)
    parser.add_argument("--cold", action="store_true")
    asked = parser.parse_args(words)
    if not browser_command():
        print("not run: no Chromium on this machine")
        return NOT_RUN
    chance = Random(asked.seed)  # noqa: S311 - moments that can be drawn again
    with (
        tempfile.TemporaryDirectory() as folder,
        whole_screen(Path(folder), items=_ITEMS, dwell_s=_DWELL_S) as screen,
    ):
        first = recovered(screen, cold=asked.cold)
        took = []
        for _ in range(asked.rounds):
            Event().wait(chance.uniform(0, 5))
            screen.kill()
            took.append(recovered(screen, cold=asked.cold))
    cache = "cold" if asked.cold else "warm"
    print(f"first start, empty profile  {first:.1f} s")
    print(
        f"{asked.rounds} power cuts, {cache} cache  p50 {statistics.median(took):.1f} s"
        f"  p95 {share(took, 95):.1f} s  most {max(took):.1f} s (aim {AIM_S:.0f})"
    )
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return int(max(took) > AIM_S)


def recovered(screen: WholeScreen, *, cold: bool) -> float:
    """Start everything, and return the seconds until the first page was painted."""
    if cold:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3", "ascii")
    began_at = SystemClock().now()
    instant = began_at.isoformat().replace("+00:00", "Z")
    screen.start()
    found: list[str] = []

    def painted() -> bool:
        first = screen.painted_after(instant)
        found.extend([first] if first else [])
        return first is not None

    wait_for(painted, seconds=_GIVEN_UP_S)
    return (datetime.fromisoformat(found[0]) - began_at).total_seconds()


def share(values: Sequence[float], per_cent: int) -> float:
    """Return the value below which so many of a hundred lie (nearest rank)."""
    place = -(-len(values) * per_cent // _PER_CENT)
    return sorted(values)[max(place, 1) - 1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
