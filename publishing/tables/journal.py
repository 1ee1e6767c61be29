"""Hold the journal of every act; the chain's arithmetic is in `oversight`."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Name


class JournalEntry(Base):
    """Be one act, named by its number and the digest of the entry before."""

    __tablename__ = "journal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    previous: Mapped[Digest]
    digest: Mapped[Digest]
    at: Mapped[datetime]
    actor: Mapped[Name]
    """The id of a member of staff or of a device, or `system`."""
    act: Mapped[Name]
    subject: Mapped[str] = mapped_column(String(200))
    details: Mapped[JsonValue]

    __table_args__ = (
        Index(None, "subject", "number"),
        Index(None, "actor", "number"),
    )


class JournalHead(Base):
    """Be the last entry's number and digest, so that a cut-off tail is seen."""

    __tablename__ = "journal_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    digest: Mapped[Digest]
