"""Hold the signed directory: units, counters, service items; it answers nothing.

The words of the guides are Chinese as residents say them (REQ-32).
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from programme.approval import Approval, Ed25519Approval
from programme.document import Document, Identifier, Instant, Sha256
from programme.hours import DayHours

_UNSAID = datetime(2000, 1, 1, tzinfo=UTC)


def _is_unset(value: object) -> bool:
    """Say whether a later field is left out, so that older documents keep bytes."""
    return not value


Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]
"""One line of plain words."""


class Department(Document):
    """Be an office that handles service items."""

    id: Identifier
    name: Line
    short_name: Line
    telephone: Line
    duty: Line
    """What the office does, in one plain sentence."""


class MapPoint(Document):
    """Be a place on the hall's floor plan, in per mille of its width and height."""

    x: Annotated[int, Field(ge=0, le=1000)]
    y: Annotated[int, Field(ge=0, le=1000)]


class Counter(Document):
    """Say where something is done."""

    id: Identifier
    department: Identifier
    building: Line
    floor: Annotated[int, Field(ge=-3, le=99)]
    zone: str = ""
    """As on the signs: A 区, B 区; empty where there is none."""
    window: Line
    """The number over the window: 12, 12—14, or a room."""
    way: Line
    """How to walk there from the kiosk, in words."""
    hours: tuple[DayHours, ...]
    closed_on_holidays: bool = True
    telephone: Line
    place: MapPoint | None = None


class Material(Document):
    """Be one paper that the resident brings."""

    name: Line
    originals: Annotated[int, Field(ge=0, le=20)]
    copies: Annotated[int, Field(ge=0, le=20)]
    note: str = ""
    """Where it comes from, or when it is not needed."""
    required: bool = True


class ServiceItem(Document):
    """Be one thing that an office does for residents, with its guide."""

    id: Identifier
    code: str = ""
    """The national item code (实施编码), where there is one."""
    name: Line
    """The official name."""
    plain_name: Line
    """What a resident would call it; the heading of the answer."""
    department: Identifier
    counter: Identifier
    kind: Line
    """行政许可, 公共服务, 行政确认, 行政给付 …"""
    who: Line
    """Who may ask for it, and under what condition."""
    materials: tuple[Material, ...]
    steps: tuple[Line, ...]
    promised_working_days: Annotated[int, Field(ge=0, le=400)] | None = None
    """0 means: done on the spot; None: nothing was promised."""
    legal_working_days: Annotated[int, Field(ge=0, le=400)] | None = None
    fee: Line
    """免费, or the amount with its unit."""
    visits: Annotated[int, Field(ge=0, le=9)] | None = None
    """How often one has to come; 0: wholly online; None: not known."""
    result: Line
    """What one goes home with."""
    online: str = ""
    """The way to do it without coming; empty where there is none."""
    help: str = ""
    """What helps who cannot come; empty where there is nothing."""
    phrases: tuple[Line, ...]
    """Everyday words for it, at least three in a good directory."""
    life_events: tuple[Identifier, ...] = ()
    group: str = Field(default="", exclude_if=_is_unset)
    """The main item (主项) that it belongs to, as the item base groups it."""
    audience: str = Field(default="", exclude_if=_is_unset)
    """自然人, 法人 … (服务对象)."""
    handling: str = Field(default="", exclude_if=_is_unset)
    """即办件, 承诺件 … (办件类型)."""
    basis: str = Field(default="", exclude_if=_is_unset)
    """The legal basis (设定依据)."""
    complaints: str = Field(default="", exclude_if=_is_unset)
    """Where to complain (监督投诉方式)."""
    popular: bool = False
    """Offered on the kiosk's first page."""


class LifeEvent(Document):
    """Be an occasion in a life that brings people to the hall."""

    id: Identifier
    name: Line
    icon: str
    """The name of a Material Symbols icon."""
    order: Annotated[int, Field(ge=0, le=100_000)]


class Readings(Document):
    """Be how one service item's words sound; made when the directory is published."""

    item: Identifier
    pinyin: tuple[str, ...]
    """One run of syllables per searchable text, without tones, space-separated."""
    initials: tuple[str, ...]


class DirectoryShard(Document):
    """Hold up to 200 service items with their readings."""

    kind_name: ClassVar[str] = "办事目录分片"

    format: Literal["mingbai.directory-shard/1"] = "mingbai.directory-shard/1"
    items: Annotated[tuple[ServiceItem, ...], Field(max_length=200)]
    readings: tuple[Readings, ...]


class ChangeKind(StrEnum):
    """Say how a counter differs for a while."""

    MOVED = "moved"
    ABSENT = "absent"


class CounterChange(Document):
    """Say that a counter has moved, or that nobody is there; it ends by itself.

    It carries no words of its own: it can only lead to a counter of the directory
    or, for an absence, to the enquiry desk.
    """

    id: Identifier
    counter: Identifier
    kind: ChangeKind
    instead: Identifier | None = None
    """The counter to go to; without one, the enquiry desk."""
    begins_at: Instant
    ends_at: Instant

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.ends_at <= self.begins_at:
            msg = "a change must end after it begins"
            raise ValueError(msg)
        if self.instead == self.counter:
            msg = "a counter cannot stand in for itself"
            raise ValueError(msg)
        if self.kind is ChangeKind.MOVED and self.instead is None:
            msg = "a moved counter must say where it is"
            raise ValueError(msg)
        return self


class Directory(Document):
    """Be the signed directory; its shards are named by their SHA-256."""

    kind_name: ClassVar[str] = "办事目录"

    format: Literal["mingbai.directory/1"] = "mingbai.directory/1"
    version: Annotated[int, Field(ge=1)]
    county: Identifier
    made_at: Instant
    departments: tuple[Department, ...]
    counters: tuple[Counter, ...]
    life_events: tuple[LifeEvent, ...]
    enquiry_desk: Line
    """Where to ask a person: place and telephone."""
    enquiry_telephone: Line
    shards: tuple[Sha256, ...]
    changes: tuple[CounterChange, ...] = Field(
        default=(), max_length=500, exclude_if=_is_unset
    )
    """What differs from the counters for a while; each ends by itself."""
    index: Sha256 | None = Field(default=None, exclude_if=_is_unset)
    """The `directory.index_file.IndexFile` of these shards; without it a device gathers
    itself."""

    places: Sha256 | None = Field(default=None, exclude_if=_is_unset)
    """The `directory.places.Places`: halls, offices, names, as they were approved."""

    approvals: tuple[Approval, ...] = Field(
        default=(), max_length=10, exclude_if=_is_unset
    )
    """Who handed it over and who approved it, over `matter`; older ones have none."""
    own_word: Ed25519Approval | None = Field(default=None, exclude_if=_is_unset)
    """The approver's decision again, under a key of their own, where they have one."""

    def matter(self) -> str:
        """Return the SHA-256 of what two people answer for: all that is looked up.

        Not in it: number and time of the publishing, what differs for a day, and the
        signatures themselves.
        """
        plain = {
            "version": 1,
            "made_at": _UNSAID,
            "changes": (),
            "approvals": (),
            "own_word": None,
        }
        return self.model_copy(update=plain).digest()

    def files(self) -> tuple[Sha256, ...]:
        """Return the names of all files that belong to the directory."""
        more = (self.index, self.places)
        return (*self.shards, *(name for name in more if name is not None))
