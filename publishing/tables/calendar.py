"""Hold the county's own days, the calendars that held, and what they moved."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Line, Name


class CountyDayKind(StrEnum):
    """Say what a county makes of a day."""

    CLOSED = "closed"
    """Offices are shut: the day is no working day (停工)."""
    MAKE_UP = "make_up"
    """Offices are open on a rest day (补班)."""


class ChangeCause(StrEnum):
    """Say why dates were computed anew."""

    DATA = "data"
    """A notice came in, or was corrected."""
    ORDERED = "ordered"
    """The county gave a day of its own."""
    REVOKED = "revoked"
    """The county took one back."""


class CountyDay(Base):
    """Be one day that the county closed or worked by a signed order; it stays."""

    __tablename__ = "county_day"

    id: Mapped[Name] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[CountyDayKind]
    reason: Mapped[Line]
    given_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    given_at: Mapped[datetime]
    signed: Mapped[JsonValue]
    """A `publishing.county_days.orders.SignedOrder`."""
    revoked_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(index=True)
    revoke_reason: Mapped[Line]
    revoked: Mapped[JsonValue] = mapped_column(nullable=True)
    """The signed order that takes it back; null while it stands."""


class CalendarSnapshot(Base):
    """Be one whole calendar from the moment at which it held; never changed."""

    __tablename__ = "calendar_snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[Digest]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    """The canonical bytes of a `programme.calendar.WorkingCalendar`."""
    cause: Mapped[ChangeCause]
    words: Mapped[Line]
    """What changed, in words."""
    since: Mapped[datetime]
    affected: Mapped[int]
    """How many versions got a change record."""


class CalendarChange(Base):
    """Be the record that a calendar moved dates of one version."""

    __tablename__ = "calendar_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("calendar_snapshot.id"))
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"))
    before: Mapped[JsonValue]
    """A `publishing.county_days.moving.Dates`."""
    after: Mapped[JsonValue]
    changed_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (UniqueConstraint("snapshot_id", "draft_id"),)
