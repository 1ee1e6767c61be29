"""Hold what is filed and not shown, with reasons and replies; no behaviour (REQ-11)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from programme.boards import Attribute
from publishing.tables.base import Base, Digest, Line, Name


class FilingState(StrEnum):
    """Say where a filing stands.

    ::

        proposed ──accept──▶ filed ──reopen──▶ reopened (the version is a draft again)
           │                  └─put off─▶ filed, with a later review date
           └──decline──▶ declined

    A policy document is checked by somebody else before it can be accepted.
    """

    PROPOSED = "proposed"
    FILED = "filed"
    DECLINED = "declined"
    REOPENED = "reopened"


class Ground(StrEnum):
    """Say on what ground something is not shown."""

    BY_REQUEST = "by_request"
    """It is given to whoever asks for it."""
    LAW = "law"
    SAFETY = "safety"
    THIRD_PERSON = "third_person"
    INTERNAL = "internal"
    PROCESS = "process"
    ENFORCEMENT = "enforcement"
    NOT_NOW = "not_now"
    """It cannot be shown yet; a day is set on which it is looked at again."""


class Filing(Base):
    """Be one proposal to file a version, and what became of it."""

    __tablename__ = "filing"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), index=True)
    edition: Mapped[int]
    """Of the version as it was proposed; an edit voids the proposal."""
    attribute: Mapped[Attribute]
    ground: Mapped[Ground]
    reason: Mapped[str] = mapped_column(Text)
    policy: Mapped[bool]
    review_on: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[FilingState] = mapped_column(index=True)
    proposer_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    proposed_at: Mapped[datetime]
    checker_id: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    checked_at: Mapped[datetime | None]
    decider_id: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text)
    """What the office said last: why it declined, put off or reopened."""


class FilingReply(Base):
    """Be a superior's written reply that a version's filing rests on."""

    __tablename__ = "filing_reply"

    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    sha256: Mapped[Digest] = mapped_column(primary_key=True)
    name: Mapped[Line]
    added_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    added_at: Mapped[datetime]
