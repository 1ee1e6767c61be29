"""Hold what staff recorded of disclosures on other carriers; no behaviour (REQ-35)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from programme.carriers import Carrier
from publishing.tables.base import Base, Digest, Line, Name


class PresenceRow(Base):
    """Be one record that a carrier carried a disclosure; it is never changed.

    What was wrong, or has gone on since, is a new record that names the one before.
    """

    __tablename__ = "presence"

    id: Mapped[Name] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    carrier: Mapped[Carrier]
    from_on: Mapped[date]
    last_on: Mapped[date | None]
    """The last day on which it was there; None: it is there still."""
    posted_photo: Mapped[Digest | None]
    """Of the paper board, with the disclosure on it."""
    removed_photo: Mapped[Digest | None]
    """Of the paper board, when it was taken down."""
    address: Mapped[Line]
    remark: Mapped[str] = mapped_column(Text)
    corrects_id: Mapped[Name | None] = mapped_column(
        ForeignKey("presence.id"), unique=True
    )
    """The record that this one takes the place of."""
    struck: Mapped[bool]
    """Only takes the other's place: nothing was carried after all."""
    reason: Mapped[str] = mapped_column(Text)
    """Why the record before is not right any more."""
    recorded_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
