"""Be a device that never has a network, and the hands that carry sticks to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from config.device import AgentSettings
from sync_agent.state import StateReport, read_state
from sync_agent.sticks import StickReport, StickStage, ask_for_import, read_stick_report
from sync_agent.store import Store
from tests.fakes.device import MovedClock
from tests.fakes.ports import free_port
from tests.fakes.running_agent import agent_settings, at_work, wait_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Lonely:
    """Be such a device, at work."""

    root: Path
    clock: MovedClock

    def take(self, stick: Path) -> StickReport:
        """Put a stick in, and return what became of it."""
        asked = ask_for_import(self.root, stick)

        def over() -> bool:
            report = read_stick_report(self.root)
            return (
                report is not None
                and report.id == asked
                and report.stage is not StickStage.READING
            )

        wait_for(over, seconds=20.0)
        report = read_stick_report(self.root)
        assert report is not None
        return report

    def told(self) -> StateReport:
        """Return what the agent says of itself."""
        report = read_state(self.root)
        assert report is not None
        return report

    def shown(self) -> list[str]:
        """Return what is shown."""
        held = Store(self.root).load()
        return [] if held is None else [item.disclosure for item in held.items]


@contextmanager
def lonely(root: Path, *, at: datetime, ca_file: Path | None) -> Iterator[Lonely]:
    """Run an agent whose centre answers nowhere, with its clock at this instant."""
    clock = MovedClock()
    clock.moved = at - clock.now()
    url = f"http://127.0.0.1:{free_port()}"
    with at_work(_settings(root, url, ca_file), clock=clock):
        yield Lonely(root=root, clock=clock)


def _settings(root: Path, url: str, ca_file: Path | None) -> AgentSettings:
    return agent_settings(root, url).model_copy(update={"ca_file": ca_file})
