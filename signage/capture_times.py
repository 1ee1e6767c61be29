"""Decide when a picture of the whole glass is due; pure: it takes none."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from programme.glass import CaptureCause
from signage.glass import Seen

EMERGENCY = "emergency"
_AGAIN_AFTER = timedelta(seconds=60)
"""Between two pictures, whatever calls for the second but an override."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Be what has been taken so far."""

    last_at: datetime | None = None
    version: int = 0
    view: str = ""
    day: date | None = None
    disclosures: frozenset[str] = frozenset()
    """Those of which there is a picture of this day."""


def cause_of(
    seen: Seen, taken: Taken, now: datetime, *, day: date, every: timedelta
) -> CaptureCause | None:
    """Return why a picture is due now, or None.

    Args:
        seen: What is painted.
        taken: What there is already.
        now: The instant.
        day: Its local date.
        every: How long the glass goes without a picture at most.
    """
    since = now - taken.last_at if taken.last_at else every
    # A clock that was set back must not stop the pictures.
    since = every if since < timedelta(0) else since
    known = taken.disclosures if taken.day == day else frozenset()
    calls = {
        CaptureCause.OVERRIDE: seen.view == EMERGENCY != taken.view,
        CaptureCause.ADOPTED: seen.version != taken.version,
        CaptureCause.FIRST_OF_DAY: bool(seen.disclosure)
        and seen.disclosure not in known,
        CaptureCause.TIME: since >= every,
    }
    cause = next((cause for cause, called in calls.items() if called), None)
    waits = cause is not CaptureCause.OVERRIDE and since < min(_AGAIN_AFTER, every)
    return cause if seen.view and not waits else None


def noted(taken: Taken, seen: Seen, now: datetime, *, day: date) -> Taken:
    """Return what there is with a picture of what was seen."""
    known = taken.disclosures if taken.day == day else frozenset()
    return Taken(
        last_at=now,
        version=seen.version,
        view=seen.view,
        day=day,
        disclosures=known | {seen.disclosure} if seen.disclosure else known,
    )


def passed(taken: Taken, seen: Seen) -> Taken:
    """Return what there is, with an emergency over that was shown."""
    if taken.view == EMERGENCY and seen.view != EMERGENCY:
        return replace(taken, view=seen.view)
    return taken
