"""Measure the resident memory of the programs of a running demo county.

`python -m benchmarks.memory [--showing 23]`: every program serves for a while before it
is looked at, several times. Memory is given twice: RSS, and PSS, in which pages that
programs share are counted once (proc(5), smaps_rollup).
"""

import argparse
import statistics
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

from benchmarks.ports import free_ports
from demo.county import demo_county
from demo.county_run import RunningCounty, running_county
from demo.places import Places
from programme.clock import SystemClock

_PROGRAMS = ("centre", "wake", "screen-agent", "kiosk-agent", "player", "kiosk")
_LOOKS = 5
_BETWEEN_S = 5.0
_KIB_PER_MIB = 1024


def main() -> None:
    """Measure and print a line for each program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--showing", type=int, default=20)
    asked = parser.parse_args()
    chosen = [e for e in demo_county().disclosures if e.state == "showing"]
    with tempfile.TemporaryDirectory() as folder:
        places = Places(folder=Path(folder) / "county", ports=free_ports())
        with running_county(
            places,
            clock=SystemClock(),
            say=lambda _: None,
            browser=True,
            disclosures=chosen[: asked.showing],
        ) as county:
            looks = [_look(county) for _ in range(_LOOKS)]
    print(f"{asked.showing} disclosures showing, {_LOOKS} looks; MiB, median (most)")
    for name in _PROGRAMS:
        rss = [look[name]["Rss"] for look in looks]
        pss = [look[name]["Pss"] for look in looks]
        print(
            f"{name:<13} RSS {statistics.median(rss):6.1f} ({max(rss):6.1f})   "
            f"PSS {statistics.median(pss):6.1f} ({max(pss):6.1f})"
        )


def _look(county: RunningCounty) -> Mapping[str, Mapping[str, float]]:
    threading.Event().wait(_BETWEEN_S)
    found = {}
    for name in _PROGRAMS:
        pid = county.supervisor.pid(name)
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
        rows = [line.split() for line in text.splitlines()[1:]]
        told = {row[0].rstrip(":"): int(row[1]) / _KIB_PER_MIB for row in rows}
        found[name] = told
    return found


if __name__ == "__main__":
    main()
