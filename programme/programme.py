"""Hold the programme: all that one display group may show, whole windows ahead.

The programme is a signed target; shards, manifests and files are named by SHA-256
below it, so that a change fetches one shard.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from programme.alert_sound import AlertSound
from programme.approval import Approval
from programme.blocks import AssetRef
from programme.boards import Audience, DisplayKind
from programme.calendar_slice import CalendarSlice
from programme.document import Document, Identifier, Instant
from programme.hours import DayHours
from programme.layout import Panel
from programme.merged_boards import MergedBoard
from programme.override import OrderEnd, Override, Stop
from programme.power import PowerSchedule
from programme.window import Window

SHARD_SIZE = 200


MOST_MINUTES_BETWEEN = 10
"""Between two showings of what is owed, where a group says nothing else."""


def _is_empty(value: tuple[object, ...]) -> bool:
    return not value


def _is_unset(value: object) -> bool:
    return value is None


def _is_usual(value: int) -> bool:
    return value == MOST_MINUTES_BETWEEN


class Entry(Document):
    """Be one disclosure in a programme: its manifest, who signed, when it may show."""

    disclosure: Identifier
    register_number: str
    """As people read it: 柳坞村 2026-0147."""
    published_at: Instant
    manifest: AssetRef
    approvals: tuple[Approval, ...]
    window: Window
    owed_until: Instant | None = Field(default=None, exclude_if=_is_unset)
    """From when on it has been shown for as long as its mandate demands, and gets only
    the time that others leave; left out where it is owed until its window ends."""


class Past(Document):
    """Be what hung on a group and was taken out; only its place in the loop is kept.

    Displays that were on before and displays that come anew find the same loop by it.
    """

    disclosure: Identifier
    published_at: Instant
    window: Window
    """It ends when the item was taken out."""
    owed_until: Instant | None = Field(default=None, exclude_if=_is_unset)
    dwells: tuple[Annotated[int, Field(ge=1, le=120)], ...]
    """Seconds of each of its pages on the group's panel."""
    promotional: bool = Field(default=False, exclude_if=lambda value: not value)


class Shard(Document):
    """Hold up to 200 entries of a programme."""

    kind_name: ClassVar[str] = "节目单分片"

    format: Literal["mingbai.shard/1"] = "mingbai.shard/1"
    entries: Annotated[tuple[Entry, ...], Field(max_length=SHARD_SIZE)]


class WithdrawalCause(StrEnum):
    """List why something may come down before its time (REQ-13 and the open rules)."""

    CORRECTION = "correction"
    REPLACEMENT = "replacement"
    ORDER = "order"
    """A court's or a superior authority's order."""
    PERSONAL_DATA = "personal_data"
    SECRECY = "secrecy"
    THIRD_PERSON = "third_person"
    SAFETY = "safety"
    COMPLETION = "completion"
    """A long-term matter was completed or repealed (办结、废止): it ends in time."""


EARLY_CAUSES: Final = frozenset(WithdrawalCause) - {WithdrawalCause.COMPLETION}
"""The listed causes for which something may come down before its time."""


FOR_A_PERSONS_SAKE: Final = frozenset(
    {
        WithdrawalCause.PERSONAL_DATA,
        WithdrawalCause.SECRECY,
        WithdrawalCause.THIRD_PERSON,
    }
)
"""Causes after which nothing may stay on any device's disk (REQ-22)."""


class Withdrawal(Document):
    """Be the signed word that takes a disclosure down now."""

    kind_name: ClassVar[str] = "撤下通知"

    format: Literal["mingbai.withdrawal/1"] = "mingbai.withdrawal/1"
    disclosure: Identifier
    manifest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    cause: WithdrawalCause
    explanation: str
    withdrawn_at: Instant


class SignedWithdrawal(Document):
    """Carry a withdrawal with its approvals."""

    withdrawal: Withdrawal
    approvals: tuple[Approval, ...]


class Hall(Document):
    """Be what the default page says: whose hall, when it is open, where to ask."""

    county_name: str
    name: str
    """清禾县政务服务中心."""
    hours: tuple[DayHours, ...]
    enquiry_place: str
    """1 楼大厅咨询台."""
    enquiry_telephone: str
    hotline: str = "12345"


class Programme(Document):
    """Be the signed document of one display group; its version strictly rises."""

    kind_name: ClassVar[str] = "节目单"

    format: Literal["mingbai.programme/1"] = "mingbai.programme/1"
    version: Annotated[int, Field(ge=1)]
    made_at: Instant
    group: Identifier
    group_name: str
    display_kind: DisplayKind
    unit: Identifier
    unit_name: str
    audience: Audience
    time_zone: str
    panel: Panel
    service_hours: tuple[DayHours, ...]
    least_exposures_per_day: Annotated[int, Field(ge=1)]
    most_minutes_between: Annotated[int, Field(ge=1, le=240)] = Field(
        default=MOST_MINUTES_BETWEEN, exclude_if=_is_usual
    )
    """What is owed begins at least once in so many minutes while in service."""
    power: PowerSchedule | None = Field(default=None, exclude_if=_is_unset)
    """When the panel is off or dim by plan; left out where it is always on."""
    alert_sound: AlertSound | None = Field(default=None, exclude_if=_is_unset)
    """Whether emergency notices are heard as well; left out where they are silent."""
    calendar: CalendarSlice
    hall: Hall
    merged_boards: tuple[MergedBoard, ...] = Field(default=(), exclude_if=_is_empty)
    """Boards that units show as one; left out where nobody merged any."""
    override: Override | None = None
    """The emergency notice; of several the gravest."""
    more_overrides: tuple[Override, ...] = Field(default=(), exclude_if=_is_empty)
    """Others that are in force at the same time."""
    stops: tuple[Stop, ...] = Field(default=(), exclude_if=_is_empty)
    order_ends: tuple[OrderEnd, ...] = Field(default=(), exclude_if=_is_empty)
    """Kept until what they ended would have ended by itself."""
    shards: tuple[AssetRef, ...]
    withdrawals: tuple[SignedWithdrawal, ...]
    """Kept until no display may owe or show what they took down any more."""
    past: tuple[Past, ...] = Field(default=(), exclude_if=_is_empty)
    """What was taken out today or yesterday."""

    def overrides(self) -> tuple[Override, ...]:
        """Return every emergency notice, the gravest first."""
        first = () if self.override is None else (self.override,)
        return (*first, *self.more_overrides)


def target_of(group: str) -> str:
    """Return the name of a group's programme in the repository."""
    return f"programmes/{group}.json"


def progress_target_of(group: str) -> str:
    """Return the name of a group's progress in the repository."""
    return f"progress/{group}.json"


PEOPLE_TARGET = "people.json"
DIRECTORY_TARGET = "directory.json"
