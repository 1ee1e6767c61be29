"""Hold what decides the loops of a display group, and the loops; it makes none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from programme.hours import DayHours
from programme.playlist import SlideRef
from programme.window import Window

Pause = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Be an item as the loop needs it; also one that was taken out meanwhile."""

    key: str
    item: int
    """Its place in the plan; below 0 where it was taken out."""
    published_at: datetime
    window: Window
    dwells: tuple[int, ...]
    owed_until: datetime | None
    promotional: bool

    def owed(self, at: datetime) -> bool:
        """Say whether a mandate demands that it is shown at an instant."""
        if self.promotional:
            return False
        return self.owed_until is None or at < self.owed_until

    @property
    def slides(self) -> tuple[SlideRef, ...]:
        """Return its pages."""
        return tuple(
            SlideRef(item=self.item, page=page, dwell_s=dwell_s)
            for page, dwell_s in enumerate(self.dwells)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """Be a half-open span during which one loop goes round."""

    from_at: datetime
    to_at: datetime
    anchor_at: datetime
    """The loop began here: position = (now - anchor) modulo the loop's length."""
    slides: tuple[SlideRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """Be all that decides the loops of one display group."""

    shown: Sequence[Shown]
    service_hours: tuple[DayHours, ...]
    most_minutes_between: int
    zone: tzinfo
    pauses: Sequence[Pause] = ()
    """When something else is on the glass by plan, in order: an emergency notice."""
