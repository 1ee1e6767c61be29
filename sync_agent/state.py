"""Say how the agent fares, in a small file that the local pages read.

Nothing here decides which state it is: `programme.agent_states` does.
"""

from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.agent_states import AgentState
from programme.document import Document, Identifier, Instant
from programme.enrolment import EnrolmentCode
from programme.errors import ContractError
from sync_agent.disk import replace_file
from sync_agent.layout import Layout

__all__ = [
    "AgentState",
    "StateReport",
    "mandated_only",
    "read_state",
    "seen_here",
    "write_state",
]


class StateReport(Document):
    """Be what the local pages know of the agent."""

    kind_name: ClassVar[str] = "设备状态"

    format: Literal["mingbai.state/1"] = "mingbai.state/1"
    state: AgentState
    since_at: Instant
    conditions: tuple[AgentState, ...] = ()
    """All that holds, the state itself first: a failing disk hides no doubted clock."""
    code: EnrolmentCode | None = None
    """Shown on the device's own glass until it is enrolled."""
    device: Identifier | None = None
    group: Identifier | None = None
    programme_version: Annotated[int, Field(ge=0)] = 0
    last_sync_at: Instant | None = None
    """When the centre was last heard in full."""
    alone_from_at: Instant | None = None
    """From when on only what is mandated is shown, unless the centre is heard before:
    by then it was not for `max_offline_days`."""
    last_error: str = ""
    """In plain Chinese; empty where all is well."""
    error_code: str = ""
    """For programs."""
    refused: tuple[Identifier, ...] = ()
    vanished: tuple[Identifier, ...] = ()
    untold_recalls: tuple[Identifier, ...] = ()
    """Taken down here; the centre has no receipt of it yet."""
    free_bytes: Annotated[int, Field(ge=0)] = 0

    def holds(self, state: AgentState) -> bool:
        """Say whether a state holds, even where a graver one stands before it."""
        return state in (self.state, *self.conditions)


def mandated_only(report: StateReport | None, now: datetime) -> bool:
    """Say whether what is only promotional stops: a doubted clock, or too long alone.

    Every program of the device asks it, and needs no agent that is alive.

    Args:
        report: The agent's state as this program sees it (`seen_here`).
        now: The instant to go by.
    """
    if report is None:
        return False
    alone_from = report.alone_from_at
    alone = alone_from is not None and alone_from <= now
    return alone or report.holds(AgentState.CLOCK_DOUBTED)


def write_state(root: Path, report: StateReport) -> None:
    """Put the agent's state where the local pages read it.

    Raises:
        DiskRefused: The disk refused; the former state stays.
    """
    replace_file(Layout(root).state, report.canonical())


def read_state(root: Path) -> StateReport | None:
    """Return the agent's state, or None where it has said nothing readable yet."""
    try:
        return StateReport.parse(Layout(root).state.read_bytes())
    except (OSError, ContractError):
        return None


def seen_here(report: StateReport | None, *, sure: bool) -> StateReport | None:
    """Return the agent's state as a program of the same machine sees it.

    A clock that this program itself cannot believe is in doubt, whether the agent has
    said so yet or not.
    """
    if sure or report is None or report.code is not None:
        return report
    return report.model_copy(update={"state": AgentState.CLOCK_DOUBTED})
