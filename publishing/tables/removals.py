"""Hold the taking down of everything that names one person; no behaviour.

The name itself is kept nowhere: only a seal, against which the second person's own
typing is held.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from programme.programme import WithdrawalCause
from publishing.tables.base import Base, Digest, Name


class RemovalState(StrEnum):
    """Say where a removal stands: it needs a second person."""

    PROPOSED = "proposed"
    DONE = "done"
    DECLINED = "declined"


class PersonRemoval(Base):
    """Be one act that takes down many disclosures because they name one person."""

    __tablename__ = "person_removal"

    id: Mapped[Name] = mapped_column(primary_key=True)
    cause: Mapped[WithdrawalCause]
    reason: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(String(64))
    seal: Mapped[Digest]
    """What was sought, through a slow hash: it can be held against, not read."""
    state: Mapped[RemovalState] = mapped_column(index=True)
    proposed_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    proposed_at: Mapped[datetime]
    settled_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    settled_at: Mapped[datetime | None]


class RemovalItem(Base):
    """Be one disclosure of a removal, with the withdrawal that takes it down."""

    __tablename__ = "removal_item"

    removal_id: Mapped[Name] = mapped_column(
        ForeignKey("person_removal.id"), primary_key=True
    )
    disclosure_id: Mapped[Name] = mapped_column(
        ForeignKey("disclosure.id"), primary_key=True
    )
    withdrawal_id: Mapped[Name] = mapped_column(ForeignKey("withdrawal.id"))


class RemovalReply(Base):
    """Be one reply that a removal takes off the echo wall, by its question."""

    __tablename__ = "removal_reply"

    removal_id: Mapped[Name] = mapped_column(
        ForeignKey("person_removal.id"), primary_key=True
    )
    number: Mapped[Name] = mapped_column(
        ForeignKey("question.number"), primary_key=True
    )
