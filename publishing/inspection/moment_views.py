"""Hold what is answered of one instant on one screen; decide nothing (REQ-30)."""

from dataclasses import dataclass
from datetime import datetime

from programme.boards import DisplayKind
from publishing.evidence.moment import MomentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayChoice:
    """Be one display that can be asked about."""

    device: str
    name: str
    group: str
    group_name: str
    kind: DisplayKind = DisplayKind.SCREEN
    """A kiosk is never photographed (decision 0048)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Be one interval as its record has it, with what it showed in words."""

    from_at: datetime
    to_at: datetime
    reason: str
    """Why it ended; empty for a kiosk."""
    view: str
    """slide, listed, or the name of a page without a disclosure."""
    disclosure: str
    title: str
    register_number: str
    page: str
    page_number: int
    pages: int
    programme_version: int
    clock_sure: bool
    listed: tuple[str, ...]
    """The disclosures of a kiosk in service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Be one start of a browser."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """Be one picture of the whole glass."""

    picture: str
    at: datetime
    view: str
    disclosure: str | None
    page: str | None
    cause: str
    stored: bool
    """False: the chain names it, but it has not come, or the device had to drop it."""
    gone_at: datetime | None
    """When it was removed for good; its record stays."""
    gone_because: str | None
    """Erased, or aged; None where it is not gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Be one picture that was due and could not be taken or kept."""

    at: datetime
    reason: str
    """As `programme.glass.CaptureFailed` has it."""
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """Be what was on one screen at one instant."""

    display: DisplayChoice
    at: datetime
    kind: MomentKind
    shown: Stretch | None
    before: Stretch | None
    after: Stretch | None
    starts: tuple[Start, ...]
    photographs: tuple[Photograph, ...]
    """The nearest before and the nearest after, as far as there are any."""
    missed: tuple[Missed, ...]
    """What the device could not photograph around the instant."""
