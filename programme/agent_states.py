"""Decide in which named states a device's agent is, from facts alone; pure.

Both halves name the states by it: the device says them, the centre reads them.
"""

from dataclasses import dataclass
from enum import StrEnum


class AgentState(StrEnum):
    """Name what the agent is doing, or why it cannot.

    The machine; a state is left when its fact ends, and no other way::

        unenrolled ──▶ enrolling ──▶ awaiting ──▶ syncing ──▶ current ◀─┐
             ▲             │            ▲            │  ▲        │      │
             │             ▼            │            │  └────────┤      │
             └── enrolment_refused      └────────────┘           ▼      │
                                stale · long_alone · refused · recall_pending
                                     storage_failing · clock_doubted · twin

    From the seven at the bottom right every end of the fact leads back to `current`;
    what was adopted goes on showing in all of them. Several may hold at once: the
    gravest is the agent's state, the others are told beside it.
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
    LONG_ALONE = "long_alone"
    """For so long that only what is mandated is still shown (`max_offline_days`)."""
    REFUSED = "refused"
    """What came from the centre did not verify; the old programme goes on."""
    STORAGE_FAILING = "storage_failing"
    """The disk refuses to write; what is adopted goes on showing."""
    CLOCK_DOUBTED = "clock_doubted"
    """The clock and the centre's signed time are far apart."""
    RECALL_PENDING = "recall_pending"
    """Something was taken down here, and the centre has no receipt of it yet."""
    TWIN = "twin"
    """Another machine speaks with this device's key: its disk was copied (F30)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFacts:
    """Be all that the states are decided by; nothing else moves the machine."""

    enrolled: bool = False
    asked: bool = False
    """The centre waits for the code to be confirmed."""
    enrolment_refused: bool = False
    storage_failing: bool = False
    twin: bool = False
    syncing: bool = False
    clock_doubted: bool = False
    refused: bool = False
    """What came did not verify, or the centre does not know this device any more."""
    recall_pending: bool = False
    adopted: bool = False
    nothing_released: bool = False
    long_alone: bool = False
    stale: bool = False


def conditions_of(facts: AgentFacts) -> tuple[AgentState, ...]:
    """Return every state that holds, the gravest first; never none."""
    if not facts.enrolled:
        return _before_enrolment(facts)
    holding = (
        (facts.storage_failing, AgentState.STORAGE_FAILING),
        (facts.twin, AgentState.TWIN),
        (facts.syncing, AgentState.SYNCING),
        (facts.clock_doubted, AgentState.CLOCK_DOUBTED),
        (facts.refused, AgentState.REFUSED),
        (facts.recall_pending, AgentState.RECALL_PENDING),
        (facts.nothing_released or not facts.adopted, AgentState.AWAITING),
        (facts.long_alone, AgentState.LONG_ALONE),
        (facts.stale, AgentState.STALE),
    )
    return tuple(s for holds, s in holding if holds) or (AgentState.CURRENT,)


def state_of(facts: AgentFacts) -> AgentState:
    """Return the gravest state that holds."""
    return conditions_of(facts)[0]


def _before_enrolment(facts: AgentFacts) -> tuple[AgentState, ...]:
    if facts.enrolment_refused:
        waiting = AgentState.ENROLMENT_REFUSED
    elif facts.asked:
        waiting = AgentState.ENROLLING
    else:
        waiting = AgentState.UNENROLLED
    failing = (AgentState.STORAGE_FAILING,) if facts.storage_failing else ()
    return (*failing, waiting)
