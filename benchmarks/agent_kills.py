"""Kill the agent at random moments, and see it come back while the screen goes on (F4).

    python -m benchmarks.agent_kills --kills 1000

The supervisor plays systemd: it starts the agent again a second later, as its unit
says. The agent is back when the centre hears from it. All the while a reader looks at
what the screen would show.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from threading import Event

from demo.supervisor import Supervisor
from programme.clock import SystemClock
from tests.fakes.agent_process import agent_spec, shown_by
from tests.fakes.group_publication import Publication
from tests.fakes.running_agent import RunningAgent, agent_beside_centre, wait_for

_BACK_WITHIN_S = 5.0
_GIVEN_UP_S = 120.0
_LOOK_S = 0.02


def main(words: Sequence[str]) -> int:
    """Kill and wait; return 1 where the screen was blank or the agent too late."""
    parser = argparse.ArgumentParser(description="kill the agent at random moments")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261129)
    parser.add_argument("--within-s", type=float, default=_BACK_WITHIN_S)
    asked = parser.parse_args(words)
    chance = Random(asked.seed)  # noqa: S311 - moments that can be drawn again
    with tempfile.TemporaryDirectory() as folder:
        took, blank = kill(Path(folder), asked.kills, chance)
    took.sort()
    print(
        f"{len(took)} kills: back after {took[len(took) // 2]:.1f} s (p50), "
        f"{took[-1]:.1f} s at most; {blank} looks at a blank screen"
    )
    return int(bool(blank) or took[-1] > asked.within_s)


def kill(folder: Path, kills: int, chance: Random) -> tuple[list[float], int]:
    """Return how long each return took, and how often a reader saw nothing."""
    took: list[float] = []
    blank = 0
    with agent_beside_centre(folder) as agent:
        agent.api.confirmed = True
        publication = Publication(entries=[agent.centre.approved("d-0")])
        agent.centre.publish(publication)
        with Supervisor(clock=SystemClock(), restart_after_s=1.0) as systemd:
            systemd.start([agent_spec(agent, watchdog_s=None)])
            wait_for(lambda: shown_by(agent) != [], seconds=_GIVEN_UP_S)
            for _ in range(kills):
                # There is always something to adopt while it is killed.
                entry = agent.centre.approved(f"d-{len(took) % 3}", pages=1)
                publication.entries[0] = entry
                agent.centre.publish(publication)
                agent.server.wake()
                Event().wait(chance.uniform(0, 0.5))
                killed = _kill(systemd)
                seconds, unseen = _until_heard(agent, systemd, killed)
                took.append(seconds)
                blank += unseen
    return took, blank


def _kill(systemd: Supervisor) -> int:
    """Kill the agent that runs; return its process id."""
    pids: list[int] = []
    wait_for(lambda: _running(systemd, pids), seconds=_GIVEN_UP_S)
    os.kill(pids[-1], signal.SIGKILL)
    return pids[-1]


def _running(systemd: Supervisor, pids: list[int]) -> bool:
    pid = systemd.pid("agent")
    pids.extend([pid] if pid is not None else [])
    return pid is not None


def _until_heard(
    agent: RunningAgent, systemd: Supervisor, killed: int
) -> tuple[float, int]:
    """Return after how many seconds the agent spoke again, and what readers missed.

    What the killed one had sent may be read after its end: only what is heard once the
    next one runs is a return.
    """
    began, blank = time.monotonic(), 0
    words: int | None = None
    while words is None or len(agent.api.statuses) == words:
        if time.monotonic() - began > _GIVEN_UP_S:
            break
        if words is None and systemd.pid("agent") not in {killed, None}:
            words = len(agent.api.statuses)
        blank += not shown_by(agent)
        Event().wait(_LOOK_S)
    return time.monotonic() - began, blank


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
