"""Hold the plan: what the player hands to the screen page for the next 14 days.

The page knows no date rule: spans are cut at every change, and every figure that
moves with the days is written out for each span. `programme.planner` makes it.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from programme.alert_sound import AlertSound
from programme.boards import Board, KindOfAct
from programme.document import Document, Identifier, Instant, Sha256
from programme.layout import Panel
from programme.mandate import DayKind
from programme.override import Override, Stop
from programme.playlist import SlideRef
from programme.power import Resting
from programme.programme import MOST_MINUTES_BETWEEN, Hall


def _is_empty(value: tuple[object, ...]) -> bool:
    return not value


def _is_unset(value: object) -> bool:
    return value is None


class PlanPage(Document):
    """Be one page image as the screen page needs it."""

    sha256: Sha256
    length: int
    pixels_sha256: Sha256
    width: int
    height: int


class PlanItem(Document):
    """Be one disclosure with all that its pages' surroundings say of it."""

    disclosure: Identifier
    manifest: Sha256
    title: str
    board: Board
    board_lines: tuple[str, ...] = Field(default=(), exclude_if=_is_empty)
    """What the unit calls its merged board (REQ-17); empty: the board's own name."""
    unit_name: str
    unit_lines: tuple[str, ...]
    register_number: str
    published_on: date
    hung_since: date | None = Field(default=None, exclude_if=_is_unset)
    """The first day of a notice that hung before the product came."""
    kind_of_act: KindOfAct
    objections_telephone: str
    """For a 公示: where to object; empty for everything else."""
    code_text: str
    """What the code on the page says."""
    pages: tuple[PlanPage, ...]


class ClockFace(Document):
    """Be the legal clock (公示格) of one item during one span."""

    item: int
    """Which of the plan's items."""
    days_shown: int
    """Working days shown in full, before today."""
    today_counts: bool
    """Today is a working day on which it is shown, and not the day of posting."""
    posted_today: bool
    at_least_days: int | None
    day_kind: DayKind
    until_on: date | None
    """The last day on which it is shown; None where it is open."""
    provisional: bool
    as_of: date | None
    """Said only where the centre's count is older than one working day."""


class HallFace(Document):
    """Say whether the hall is open during one span, and what comes next."""

    open_now: bool
    changes_at: Instant | None
    """When it closes, or opens again; None where nothing is known."""


class PlanSpan(Document):
    """Be a half-open span during which nothing changes but the slide."""

    from_at: Instant
    to_at: Instant
    anchor_at: Instant
    """A loop began here: position = (now - anchor) modulo the loop's length."""
    slides: tuple[SlideRef, ...]
    """Empty: the default page."""
    faces: tuple[ClockFace, ...]
    hall: HallFace
    resting: Resting | None = Field(default=None, exclude_if=_is_unset)
    """How the panel rests by plan; left out while it is on."""


class Content(Document):
    """Be the rectangle of the panel that page images fill, in its pixels."""

    x: int
    y: int
    width: int
    height: int


class Plan(Document):
    """Be the spans of the next 14 days, one after another without a gap."""

    kind_name: ClassVar[str] = "播放计划"

    format: Literal["mingbai.plan/1"] = "mingbai.plan/1"
    group: Identifier
    programme: Sha256
    programme_version: Annotated[int, Field(ge=1)]
    time_zone: str
    made_at: Instant
    panel: Panel
    content: Content
    hall: Hall
    override: Override | None
    more_overrides: tuple[Override, ...] = Field(default=(), exclude_if=_is_empty)
    """Emergency notices in force besides the first; they take turns on the glass."""
    stops: tuple[Stop, ...] = Field(default=(), exclude_if=_is_empty)
    """Orders to show the default page; an emergency notice goes before them."""
    alert_sound: AlertSound | None = Field(
        default=None, exclude_if=lambda sound: sound is None
    )
    items: tuple[PlanItem, ...]
    most_minutes_between: int = Field(
        default=MOST_MINUTES_BETWEEN,
        exclude_if=lambda minutes: minutes == MOST_MINUTES_BETWEEN,
    )
    withdrawn: tuple[Identifier, ...]
    """Disclosures that leave the glass at once, not at the next boundary."""
    spans: Annotated[tuple[PlanSpan, ...], Field(min_length=1)]
