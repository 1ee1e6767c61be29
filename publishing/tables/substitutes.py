"""Hold who stands in for whom, and who is who behind the accounts; no behaviour."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Line, Name
from publishing.tables.people import Office


class Substitute(Base):
    """Be one span in which somebody may act for one office of another."""

    __tablename__ = "substitute"

    id: Mapped[Name] = mapped_column(primary_key=True)
    absent_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    substitute_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"))
    office: Mapped[Office]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    named_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """When it was taken back before its end."""


class StaffIdentity(Base):
    """Be what tells whether two accounts are one person's; never shown publicly."""

    __tablename__ = "staff_identity"

    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    work_number: Mapped[Line]
    telephone: Mapped[Line]
    same_as: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    """The first account of the same person."""
