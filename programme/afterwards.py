"""Say what becomes of a disclosure once its window has ended; pure.

It is signed with the manifest: what may be looked up as past, and until when, and
whether its personal data is then erased from every device (REQ-22).
"""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import Field

from programme.document import Document
from programme.window import FixedEnd, Window


class Afterwards(Document):
    """Be the rule for the time after a window's end."""

    past_days: Annotated[int, Field(ge=0, le=36_500)] = 0
    """For so many days it is found at kiosks as past; 0: not at all."""
    erased: bool = False
    """It names persons: when its time is up, devices erase it and give a receipt."""


NOTHING_AFTERWARDS = Afterwards()
"""What holds for manifests that say nothing of it: no past, ordinary clearing up."""


def time_up_at(window: Window, afterwards: Afterwards) -> datetime | None:
    """Return from when on no device may show it in any way; None: no end is fixed."""
    if not isinstance(window.end, FixedEnd):
        return None
    return window.end.at + timedelta(days=afterwards.past_days)


def is_past(window: Window, afterwards: Afterwards, instant: datetime) -> bool:
    """Say whether it has ended and may still be looked up."""
    if not isinstance(window.end, FixedEnd) or instant < window.end.at:
        return False
    return not is_time_up(window, afterwards, instant)


def is_time_up(window: Window, afterwards: Afterwards, instant: datetime) -> bool:
    """Say whether its time is up: neither shown nor past any more."""
    up_at = time_up_at(window, afterwards)
    return up_at is not None and up_at <= instant
