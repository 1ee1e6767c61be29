"""An agent that hangs is started again by its watchdog (F6)."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from demo.supervisor import Supervisor
from programme.clock import SystemClock
from tests.fakes.agent_process import agent_spec, shown_by
from tests.fakes.group_publication import Publication
from tests.fakes.running_agent import agent_beside_centre, wait_for

WATCHDOG_S = float(os.environ.get("MINGBAI_F06_WATCHDOG_S", "3"))
"""In full 30, as in the agent's unit."""
ROUNDS = int(os.environ.get("MINGBAI_F06_ROUNDS", "1"))
RESTARTED_WITHIN_S = float(os.environ.get("MINGBAI_F06_WITHIN_S", "15"))
"""In full 35; at build size under whatever else the machine does."""

pytestmark = [pytest.mark.fault, pytest.mark.enable_socket]


def test_an_agent_that_stands_still_is_restarted_and_nothing_leaves_the_screen(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    clock, pause, took = SystemClock(), Event(), []
    with agent_beside_centre(tmp_path) as agent:
        agent.api.confirmed = True
        agent.centre.publish(Publication(entries=[agent.centre.approved("d-1")]))
        spec = agent_spec(agent, watchdog_s=WATCHDOG_S)
        with Supervisor(clock=clock, restart_after_s=1.0) as systemd:
            systemd.start([spec])
            wait_for(lambda: shown_by(agent) == ["d-1"], seconds=30.0)
            for _ in range(ROUNDS):
                hung = systemd.pid("agent")
                assert hung is not None
                os.kill(hung, signal.SIGSTOP)
                began = clock.monotonic()
                words = len(agent.api.statuses)
                while len(agent.api.statuses) == words:
                    assert clock.monotonic() - began < 2 * RESTARTED_WITHIN_S
                    assert shown_by(agent) == ["d-1"]
                    pause.wait(0.05)
                took.append(clock.monotonic() - began)
                assert systemd.pid("agent") != hung

    record_property(
        "outcome", f"heard again after {max(took):.1f} s at most, of {len(took)} hangs"
    )
    assert max(took) <= RESTARTED_WITHIN_S
