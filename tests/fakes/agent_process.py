"""Run the agent as a program of its own, as a supervisor starts it."""

import sys

from demo.program import ProgramSpec
from sync_agent.store import Store
from tests.fakes.running_agent import RunningAgent


def agent_spec(agent: RunningAgent, *, watchdog_s: float | None) -> ProgramSpec:
    """Return how the agent of these settings is started."""
    folder = agent.root.parent
    settings = folder / "agent.toml"
    told = agent.settings
    settings.write_text(
        f'centre_url = "{agent.server.url}"\n'
        f'state_folder = "{agent.root}"\n'
        'log_level = "warning"\n'
        "[caretaker]\nport = 0\n"
        "[network]\nbackoff_first_s = 0.05\nbackoff_most_s = 0.2\n"
        f"[storage]\nreserve_bytes = {told.storage.reserve_bytes}\n"
    )
    return ProgramSpec(
        name="agent",
        command=(
            *(sys.executable, "-m", "mingbai", "agent", "run"),
            *("--settings", str(settings)),
        ),
        folder=folder / "run",
        watchdog_s=watchdog_s,
        # An installed version lies beside its bytecode, so that it starts in half the
        # time; the first start here leaves it in the checkout.
        environment={"PYTHONDONTWRITEBYTECODE": ""},
    )


def shown_by(agent: RunningAgent) -> list[str]:
    """Return what the screen of this agent's folder shows now."""
    held = Store(agent.root).load()
    return [] if held is None else [one.disclosure for one in held.items]
