"""Describe where a kiosk stands and what stands about it; read nothing on import."""

from enum import StrEnum

from pydantic import Field

from config.settings import Section


class HallMarkKind(StrEnum):
    """Name what else stands in a hall and is drawn on its plan."""

    DESK = "desk"
    DOOR = "door"
    LIFT = "lift"
    STAIRS = "stairs"
    TOILET = "toilet"
    PILLAR = "pillar"


class HallMark(Section):
    """Say where something stands by which people find their way."""

    kind: HallMarkKind
    """What it is."""
    floor: int = Field(ge=-3, le=99)
    """On which floor of the kiosk's building."""
    x: int = Field(ge=0, le=1000)
    """How far from the left, in per mille of the plan's width."""
    y: int = Field(ge=0, le=1000)
    """How far from the top, in per mille of its height."""


class KioskPlace(Section):
    """Say where this kiosk stands, for "you are here" and the way to a window."""

    building: str = Field(max_length=400)
    """As the counters name it; empty: the first of the directory."""
    floor: int = Field(ge=-3, le=99)
    """The floor; on the others the way begins at the lift or the door."""
    x: int = Field(ge=0, le=1000)
    """How far from the left on the hall's plan, in per mille of its width."""
    y: int = Field(ge=0, le=1000)
    """How far from the top, in per mille of its height."""
    marks: tuple[HallMark, ...] = Field(default=(), max_length=60)
    """What else stands in the hall: the enquiry desk, doors, lifts, pillars."""
