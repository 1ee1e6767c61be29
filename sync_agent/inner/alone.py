"""Mark what a device records once it was alone for too long; decide nothing."""

from datetime import datetime

from programme.clock import Clock
from programme.records import LongAlone
from sync_agent.outbox import Outbox
from sync_agent.state import AgentState, StateReport


class AloneMark:
    """Say once in the agent's chain that the centre was not heard for too long."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        """Take the agent's own chain."""
        self._outbox = outbox
        self._clock = clock
        self._marked: datetime | None = None

    def look(self, report: StateReport) -> None:
        """Write the mark where it is due; a second time changes nothing.

        Raises:
            RecordsHeld: The disk refuses; the mark is held in memory.
            OutboxOverfull: The disk refuses, and the memory is full.
        """
        since = report.alone_from_at
        if since is None or not report.holds(AgentState.LONG_ALONE):
            return
        if since == self._marked:
            return
        mark = LongAlone(
            heard_at=report.last_sync_at, from_at=since, at=self._clock.now()
        )
        self._outbox.append(mark, client_id=f"alone-{since.timestamp():.0f}")
        self._marked = since
