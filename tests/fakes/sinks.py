"""Stand in for the writing end of a chain."""

from collections.abc import Sequence

from programme.records import Record
from sync_agent.outbox import Submission


class Sink:
    """Remember what was stored, once for each id, or refuse."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.stored: dict[str, Record] = {}
        self._failure = failure

    def append_all(self, submissions: Sequence[Submission]) -> dict[str, int]:
        """Store records, or raise what the test asked for."""
        if self._failure is not None:
            raise self._failure
        for one in submissions:
            self.stored.setdefault(one.client_id, one.record)
        return {one.client_id: 1 for one in submissions}
