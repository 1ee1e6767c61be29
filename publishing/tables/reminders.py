"""Hold reminders and the calendar feeds of staff; no behaviour.

What there is to do stands in no table: it is read off what it is about. These rows
only remember what was said to whom, and how often.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, Name


class Occasion(StrEnum):
    """Say why somebody is reminded on a day."""

    SOON = "soon"
    """Two working days before the target."""
    TARGET = "target"
    LEGAL = "legal"
    OVERDUE = "overdue"
    """A working day after the last deadline."""


class ReminderRow(Base):
    """Be one reminder of one duty for one person, said once per occasion."""

    __tablename__ = "reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    duty: Mapped[str] = mapped_column(String(200))
    """The key of a `publishing.duties.duty.Duty`."""
    occasion: Mapped[Occasion]
    due_at: Mapped[datetime]
    """When the occasion came."""
    made_at: Mapped[datetime]
    """Later than `due_at` where the centre was off in between."""
    seen_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    """When the duty was found to be the person's no more."""

    __table_args__ = (UniqueConstraint("staff_id", "duty", "occasion", "due_at"),)


class CalendarFeed(Base):
    """Be one secret address of a person's calendar; a new one ends the one before."""

    __tablename__ = "calendar_feed"

    token_hash: Mapped[Digest] = mapped_column(primary_key=True)
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class CalendarEvent(Base):
    """Remember how often an event of a person's calendar has changed."""

    __tablename__ = "calendar_event"

    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    uid: Mapped[str] = mapped_column(String(240), primary_key=True)
    digest: Mapped[Digest]
    """Of what it says."""
    sequence: Mapped[int]
    changed_at: Mapped[datetime]
