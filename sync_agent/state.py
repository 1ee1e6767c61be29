"""Say how the agent fares, in a small file that the local pages read.

Nothing here decides which state it is: `sync_agent.inner` does.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.document import Document, Identifier, Instant
from programme.enrolment import EnrolmentCode
from programme.errors import ContractError
from sync_agent.disk import replace_file
from sync_agent.layout import Layout


class AgentState(StrEnum):
    """Name what the agent is doing, or why it cannot.

    The machine::

        unenrolled ──▶ enrolling ──▶ awaiting ──▶ syncing ──▶ current ◀─┐
             ▲             │            ▲            │  ▲        │      │
             │             ▼            │            │  └────────┤      │
             └── enrolment_refused      └────────────┘           ▼      │
                                                      stale · refused ──┤
                                          storage_failing · clock_doubted

    From the four at the bottom right every good sync leads back to `current`; what
    was adopted goes on showing in all of them.
    """

    UNENROLLED = "unenrolled"
    """The centre has not been asked yet, or does not answer; the code is shown."""
    ENROLLING = "enrolling"
    """The centre waits for somebody to confirm the code on the admin page."""
    ENROLMENT_REFUSED = "enrolment_refused"
    """The centre refused; a new code is shown and asked with."""
    AWAITING = "awaiting"
    """Enrolled; the centre has released nothing for this group yet."""
    SYNCING = "syncing"
    """Something new is being fetched."""
    CURRENT = "current"
    """What is adopted is what the centre released last."""
    STALE = "stale"
    """The centre has not been reached for longer than the settings allow."""
    REFUSED = "refused"
    """What came from the centre did not verify; the old programme goes on."""
    STORAGE_FAILING = "storage_failing"
    """The disk refuses to write; what is adopted goes on showing."""
    CLOCK_DOUBTED = "clock_doubted"
    """The clock and the centre's signed time are far apart."""


class StateReport(Document):
    """Be what the local pages know of the agent."""

    kind_name: ClassVar[str] = "设备状态"

    format: Literal["mingbai.state/1"] = "mingbai.state/1"
    state: AgentState
    since_at: Instant
    code: EnrolmentCode | None = None
    """Shown on the device's own glass until it is enrolled."""
    device: Identifier | None = None
    group: Identifier | None = None
    programme_version: Annotated[int, Field(ge=0)] = 0
    last_sync_at: Instant | None = None
    """When the centre was last heard in full."""
    last_error: str = ""
    """In plain Chinese; empty where all is well."""
    error_code: str = ""
    """For programs."""
    refused: tuple[Identifier, ...] = ()
    vanished: tuple[Identifier, ...] = ()
    free_bytes: Annotated[int, Field(ge=0)] = 0


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
