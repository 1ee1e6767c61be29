"""Put every look of an inspector on the journal (REQ-70); it shows nothing.

A look that cannot be noted is not given.
"""

from collections.abc import Mapping

from programme.clock import Clock
from publishing.database import Database
from publishing.oversight.journal import record

_MOST = 160
_NAMED = frozenset({"person", "q", "name"})
"""What an address asks by a person's name: it is noted with all but its first sign
hidden, for the journal is never erased."""


class Looks:
    """Be where looks are noted."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def note(self, staff_id: str, path: str, asked: Mapping[str, str]) -> None:
        """Note that an inspector looked at an address, and what it asked for."""
        with self._database.session() as session:
            record(
                session,
                actor=staff_id,
                act="inspection.looked",
                subject="",
                details={"address": path[:_MOST]} | _told(asked),
                at=self._clock.now(),
            )


def _told(asked: Mapping[str, str]) -> dict[str, str]:
    told = [
        f"{name}={_hidden(value) if name in _NAMED else value}"
        for name, value in asked.items()
        if value
    ]
    return {"asked": "&".join(told)[:_MOST]} if told else {}


def _hidden(name: str) -> str:
    return name[:1] + "＊" * (len(name) - 1)
