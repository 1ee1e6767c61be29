"""Hold the territory: the tree of units and their halls; no behaviour."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, JsonValue, Line, Name


class UnitLevel(StrEnum):
    """Say where a unit stands (REQ-2)."""

    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    DEPARTMENT = "department"


class UnitRow(Base):
    """Be one unit; its id begins with the county's code."""

    __tablename__ = "unit"

    id: Mapped[Name] = mapped_column(primary_key=True)
    parent_id: Mapped[Name | None] = mapped_column(ForeignKey("unit.id"), index=True)
    level: Mapped[UnitLevel]
    name: Mapped[Line]
    register_name: Mapped[Line] = mapped_column(unique=True)
    """What register numbers begin with: 柳坞村."""
    lines: Mapped[JsonValue]
    """The name as the rail shows it, from the larger unit to the smaller."""
    position: Mapped[int] = mapped_column(default=0)
    keeper_id: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    """Who keeps its board up to date (REQ-2)."""
    closed_at: Mapped[datetime | None]


class HallRow(Base):
    """Be what the default page of a unit's displays says."""

    __tablename__ = "hall"

    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    document: Mapped[JsonValue]
    """A `programme.programme.Hall`."""
    updated_at: Mapped[datetime]
