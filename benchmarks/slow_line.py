"""Measure how long a whole agent needs to adopt many pages along a bad line.

    python -m benchmarks.slow_line [--assets 500] [--mbit 1] [--cut-every 60]

The agent has the waits that a device is shipped with. Between it and its centre stands
a relay that is as narrow as said, both ways together, and breaks every connection off
once in so many seconds, for a moment. The sizes of the pages are drawn as those of a
county are spread (median 30 kB). The exit code is 1 where more than a tenth of what was
carried, or more than a fifth of the time, went for nothing.
"""

import argparse
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from benchmarks.relay import Relay
from config.device import AgentSettings, Network
from config.settings import defaults_of
from programme.clock import SystemClock
from programme.manifest import PageImage, PanelPages
from tests.fakes.agent_process import shown_by
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.group_publication import PANEL, Publication
from tests.fakes.running_agent import (
    RunningAgent,
    agent_beside_centre,
    agent_settings,
    at_work,
    wait_for,
)
from tests.fakes.webp_heads import webp_page

_PAGES = 10
"""Of each disclosure."""
_MEDIAN_BYTES, _SPREAD = 30_000, 0.55
"""Of a page at 1520 by 824, as the demo county's 300 pages have it."""
_AWAY_S = 2.0
"""For how long nothing gets through when the line was cut."""
_MOST_WASTED, _MOST_LATE = 1.1, 1.2
"""Times the bytes and the seconds that the pages alone need."""
_BITS = 1_000_000 / 8
_SEED = 20261130
_GIVEN_UP = 10.0
"""Times the seconds that the pages alone need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Be what is measured."""

    assets: int
    bytes_per_s: float
    cut_every_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Be what was measured."""

    seconds: float
    alone_s: float
    """What the pages alone would take along this line."""
    carried: int
    pages: int
    """Bytes of the pages."""
    cuts: int
    made: int
    """Connections."""


def main(words: Sequence[str]) -> int:
    """Measure and print; return 1 where too much went for nothing."""
    parser = argparse.ArgumentParser(description="A sync along a bad line.")
    parser.add_argument("--assets", type=int, default=500)
    parser.add_argument("--mbit", type=float, default=1.0)
    parser.add_argument("--cut-every", type=float, default=60.0)
    said = parser.parse_args(words)
    asked = Asked(
        assets=said.assets,
        bytes_per_s=said.mbit * _BITS,
        cut_every_s=said.cut_every,
    )
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), asked)
    waste, late = found.carried / found.pages, found.seconds / found.alone_s
    print(
        f"{asked.assets} assets, {found.pages / 1e6:.1f} MB, {said.mbit:g} Mbit/s, "
        f"cut every {asked.cut_every_s:.0f} s for {_AWAY_S:.0f} s\n"
        f"adopted after    {found.seconds:>7.0f} s   {late:.2f} of the pages alone\n"
        f"carried          {found.carried / 1e6:>7.1f} MB  {waste:.2f} of the pages\n"
        f"cuts             {found.cuts:>7}\n"
        f"connections      {found.made:>7}"
    )
    return int(waste > _MOST_WASTED or late > _MOST_LATE)


def measure(folder: Path, asked: Asked) -> Figures:
    """Let a whole agent adopt everything, and return what it took."""
    clock, chance = SystemClock(), Random(_SEED)  # noqa: S311 - to be drawn again
    with agent_beside_centre(folder) as agent, _line(agent, asked) as line:
        agent.api.confirmed = True
        pages = _publish(agent.centre, asked.assets, chance)
        alone_s = pages / asked.bytes_per_s
        disclosures = asked.assets // _PAGES
        began = clock.monotonic()
        with at_work(agent.settings), _cutting(line, asked.cut_every_s) as cuts:
            wait_for(
                lambda: len(shown_by(agent)) == disclosures,
                seconds=_GIVEN_UP * alone_s,
            )
            return Figures(
                seconds=clock.monotonic() - began,
                alone_s=alone_s,
                carried=line.carried,
                pages=pages,
                cuts=len(cuts),
                made=line.made,
            )


def _publish(centre: FakeCentre, assets: int, chance: Random) -> int:
    """Publish so many pages, and return their bytes."""
    total, entries = 0, []
    for number in range(assets // _PAGES):
        images = []
        for place in range(_PAGES):
            length = int(_MEDIAN_BYTES * chance.lognormvariate(0, _SPREAD))
            data = webp_page(seed=f"{number} {place}") + chance.randbytes(length)
            total += len(data)
            images.append(
                PageImage(
                    asset=centre.put(data),
                    pixels_sha256=f"{number * _PAGES + place:064x}",
                    width=1520,
                    height=824,
                    dwell_s=15,
                    words=f"第 {place} 页",
                )
            )
        pages = (PanelPages(panel=PANEL, pages=tuple(images)),)
        plain = centre.manifest(f"d-{number}")
        entries.append(centre.entry(plain.model_copy(update={"pages": pages})))
    centre.publish(Publication(entries=entries))
    return total


@contextmanager
def _line(agent: RunningAgent, asked: Asked) -> Iterator[Relay]:
    """Give the line to an agent that has no other, and waits as it is shipped."""
    port = urlsplit(agent.server.url).port or 0
    line = Relay(to_port=port, bytes_per_s=asked.bytes_per_s)
    line.start()
    told = agent_settings(agent.root, f"http://127.0.0.1:{line.port}")
    network = Network.model_validate(defaults_of(AgentSettings)["network"])
    agent.settings = told.model_copy(update={"network": network})
    try:
        yield line
    finally:
        line.close()


@contextmanager
def _cutting(line: Relay, every_s: float) -> Iterator[list[None]]:
    """Cut the line again and again; give a list that grows with each cut."""
    over, cuts = threading.Event(), list[None]()

    def cut() -> None:
        while not over.wait(every_s):
            line.away = True
            line.cut()
            cuts.append(None)
            over.wait(_AWAY_S)
            line.away = False

    thread = threading.Thread(target=cut, daemon=True)
    thread.start()
    try:
        yield cuts
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
