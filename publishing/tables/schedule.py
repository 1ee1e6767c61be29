"""Hold display groups and what each may show when; no behaviour."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from programme.boards import Audience, DisplayKind
from publishing.tables.base import Base, Digest, JsonValue, Line, Name


class EndKind(StrEnum):
    """Say how a window ends, as `programme.window.End` does."""

    FIXED = "fixed"
    PROVISIONAL = "provisional"
    OPEN = "open"


class DisplayGroup(Base):
    """Be the displays that get the same programme."""

    __tablename__ = "display_group"

    id: Mapped[Name] = mapped_column(primary_key=True)
    name: Mapped[Line]
    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), index=True)
    display_kind: Mapped[DisplayKind]
    audience: Mapped[Audience]
    time_zone: Mapped[Name]
    panel: Mapped[JsonValue]
    """A `programme.layout.Panel`."""
    service_hours: Mapped[JsonValue]
    """A list of `programme.hours.DayHours`."""
    least_exposures_per_day: Mapped[int]
    """For coverage: fewer, and the day does not count."""
    least_showings_per_hour: Mapped[int]
    """For planning; said on the schedule page."""
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    most_minutes_between: Mapped[int] = mapped_column(server_default="10")
    """From one showing of what a mandate demands to the next, at most."""
    power: Mapped[JsonValue | None]
    """A `programme.power.PowerSchedule`; None: the panel is always on."""
    alert_sound: Mapped[JsonValue | None]
    """A `programme.alert_sound.AlertSound`; None: emergency notices are silent."""


class GroupEntry(Base):
    """Be one published disclosure on one display group, with its window."""

    __tablename__ = "group_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[Name] = mapped_column(ForeignKey("display_group.id"))
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    manifest_sha256: Mapped[Digest] = mapped_column(
        ForeignKey("manifest.sha256"), index=True
    )
    published_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    end_kind: Mapped[EndKind]
    ends_at: Mapped[datetime | None]
    """None where the end is open."""
    weekdays: Mapped[JsonValue]
    dayparts: Mapped[JsonValue]
    removed_at: Mapped[datetime | None]
    """When a withdrawal or a newer version took it out of the programme."""
    past_days: Mapped[int] = mapped_column(server_default="0", default=0)
    """For how many days after its end kiosks list it as past, as it was signed."""

    __table_args__ = (
        Index(None, "group_id", "removed_at", "ends_at"),
        Index(
            "ix_group_entry_window",
            "disclosure_id",
            "manifest_sha256",
            "starts_at",
            "end_kind",
            "ends_at",
            "removed_at",
            "group_id",
        ),
    )
    """The second holds all that the schedule asks, windows by windows."""
