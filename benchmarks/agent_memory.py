"""Measure the resident memory of a device's agent, and say what of it is largest.

    python -m benchmarks.agent_memory [--disclosures 200] [--rounds 30]

The agent runs as a program of its own beside a centre of ours, enrols, adopts so many
disclosures, then polls and reports for so many rounds. Beside it stands what a Python
that does nothing takes, and one that has only imported the agent, package by package:
the rest is what the agent holds. `benchmarks.memory` looks at all programs of a county.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from demo.supervisor import Supervisor
from programme.clock import SystemClock
from tests.fakes.agent_process import agent_spec, shown_by
from tests.fakes.group_publication import Publication
from tests.fakes.running_agent import RunningAgent, agent_beside_centre, wait_for

AIM_MIB, MOST_MIB = 60.0, 75.0
"""Of the whole agent, resident; docs/decisions/0086 says why the aim is not reached."""
_MOST_GROWTH_MIB = 3.0
"""From round to round, over all of them."""
_LONG_S = 180.0
_KIB_PER_MIB = 1024
_PARTS = (
    ("Python alone", "sys"),
    ("the command", "mingbai.app"),
    ("pydantic, settings", "config.device"),
    ("cryptography", "programme.keys"),
    ("the contract", "sync_agent.reading"),
    ("urllib3", "sync_agent.inner.http"),
    ("tuf", "sync_agent.inner.trust"),
    ("the rest of the agent", "sync_agent.app"),
)
"""What is imported one after the other; each brings what those before did not."""
_IMPORTING = """
import importlib, sys
def told(kind):
    with open("/proc/self/smaps_rollup") as file:
        return next(int(one.split()[1]) for one in file if one.startswith(kind))
for name in sys.argv[1:]:
    importlib.import_module(name)
    print(told("Rss:"), flush=True)
"""


def main(words: Sequence[str]) -> int:
    """Measure and print; return 1 where the agent takes more than it should."""
    parser = argparse.ArgumentParser(description="The resident memory of the agent.")
    parser.add_argument("--disclosures", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=30)
    asked = parser.parse_args(words)
    for name, mib in imported():
        print(f"{name:<24}{mib:>7.1f} MiB")
    with tempfile.TemporaryDirectory() as folder:
        adopted, later = running(Path(folder), asked.disclosures, asked.rounds)
    print(f"agent, {asked.disclosures} adopted{adopted:>11.1f} MiB resident")
    bounds = f"(aim {AIM_MIB:.0f}, most {MOST_MIB:.0f})"
    print(f"after {asked.rounds} rounds{later:>16.1f} MiB resident {bounds}")
    return int(later > MOST_MIB or later - adopted > _MOST_GROWTH_MIB)


def imported() -> Iterator[tuple[str, float]]:
    """Yield how much resident memory each part brings that is imported."""
    command = [sys.executable, "-c", _IMPORTING, *(name for _, name in _PARTS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    before = 0.0
    for (name, _), line in zip(_PARTS, done.stdout.split(), strict=True):
        now = int(line) / _KIB_PER_MIB
        yield name, now - before
        before = now
    yield "all of it imported", before


def running(folder: Path, disclosures: int, rounds: int) -> tuple[float, float]:
    """Return what the agent takes once it has adopted, and so many rounds later."""
    with agent_beside_centre(folder) as agent:
        agent.api.confirmed = True
        entries = [agent.centre.approved(f"d-{n}", pages=3) for n in range(disclosures)]
        agent.centre.publish(Publication(entries=entries))
        spec = agent_spec(agent, watchdog_s=None)
        settings = folder / "agent.toml"
        pace = "[polling]\ninterval_s = 0.5\njitter_s = 0.0\nstatus_interval_s = 0.5\n"
        settings.write_text(settings.read_text("utf-8") + pace, "utf-8")
        with Supervisor(clock=SystemClock(), restart_after_s=1.0) as systemd:
            systemd.start([spec])
            wait_for(lambda: len(shown_by(agent)) == disclosures, seconds=_LONG_S)
            adopted = _resident(systemd.pid("agent"))
            _after(agent, rounds)
            return adopted, _resident(systemd.pid("agent"))


def _after(agent: RunningAgent, rounds: int) -> None:
    before = len(agent.api.statuses)
    wait_for(lambda: len(agent.api.statuses) >= before + rounds, seconds=_LONG_S)


def _resident(pid: int | None) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    rows = [line.split() for line in text.splitlines()[1:]]
    told = {row[0]: int(row[1]) / _KIB_PER_MIB for row in rows}
    return told["Rss:"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
