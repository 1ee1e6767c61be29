"""Run many whole agents in one process, until the standard input ends.

`python -m benchmarks.fleet_agents SETTINGS…`: a folder of settings files. It prints a
line when all run, and one at the end: how many show what the centre released.
"""

import sys
from pathlib import Path
from random import SystemRandom
from threading import Event, Thread

from config.device import AgentSettings
from config.settings import read_settings
from programme.clock import SystemClock
from sync_agent.inner.agent import Agent
from sync_agent.state import AgentState, read_state

_JOIN_S = 20.0


def main(words: list[str]) -> None:
    """Run an agent of each settings file."""
    told = [read_settings(AgentSettings, files=[Path(word)]) for word in words]
    agents = [Agent(each, clock=SystemClock(), chance=SystemRandom()) for each in told]
    threads = []
    for agent in agents:
        up = Event()

        def work(agent: Agent = agent, up: Event = up) -> None:
            agent.run(ready=up.set, alive=lambda: None)

        threads.append(Thread(target=work, daemon=True))
        threads[-1].start()
        up.wait(_JOIN_S)
    print(f"{len(agents)} run", flush=True)
    sys.stdin.read()
    reports = [read_state(each.state_folder) for each in told]
    current = sum(
        one is not None and one.state is AgentState.CURRENT for one in reports
    )
    print(f"{current} of {len(agents)} current", flush=True)
    for agent in agents:
        agent.stop()
    for thread in threads:
        thread.join(_JOIN_S)


if __name__ == "__main__":
    main(sys.argv[1:])
