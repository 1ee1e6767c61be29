"""Decide whether two machines speak with one device's key; pure (F30).

An agent makes up a name of its run when it starts. A restart brings a new name, and the
old one is never heard again. An old name that speaks after a newer one runs beside it:
the disk was copied. One such word may have been late on its way; two are not.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

STANDS_FOR = timedelta(hours=24)
"""For so long after the last return two machines are said to run."""
_MOST_RUNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Be what is known of the runs of one device's agent."""

    names: tuple[str, ...] = ()
    """In the order in which they were heard first; the newest is the last."""
    returned_at: datetime | None = None
    """When an older one than the newest spoke last."""
    twin_at: datetime | None = None
    """When that happened for the second time within a day, the last time."""

    def has_twin(self, now: datetime) -> bool:
        """Say whether two machines speak with this key nowadays."""
        return _is_recent(self.twin_at, now)


def heard(runs: Runs, name: str | None, now: datetime) -> Runs:
    """Return what is known after a run has spoken; None: an older agent, no name."""
    if name is None or name in runs.names[-1:]:
        return runs
    if name not in runs.names:
        return replace(runs, names=(*runs.names, name)[-_MOST_RUNS:])
    again = _is_recent(runs.returned_at, now)
    return replace(runs, returned_at=now, twin_at=now if again else runs.twin_at)


def _is_recent(at: datetime | None, now: datetime) -> bool:
    return at is not None and now - at < STANDS_FOR
