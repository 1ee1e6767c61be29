"""Hold the signed directory: units, counters, service items; it answers nothing.

The words of the guides are Chinese as residents say them (REQ-32).
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from programme.document import Document, Identifier, Instant, Sha256
from programme.hours import DayHours

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
    promised_working_days: Annotated[int, Field(ge=0, le=400)]
    """0 means: done on the spot."""
    legal_working_days: Annotated[int, Field(ge=0, le=400)] | None = None
    fee: Line
    """免费, or the amount with its unit."""
    visits: Annotated[int, Field(ge=0, le=9)]
    """How often one has to come; 0 means it can be done wholly online."""
    result: Line
    """What one goes home with."""
    online: str = ""
    """The way to do it without coming; empty where there is none."""
    help: str = ""
    """What helps who cannot come; empty where there is nothing."""
    phrases: tuple[Line, ...]
    """Everyday words for it, at least three in a good directory."""
    life_events: tuple[Identifier, ...] = ()
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
