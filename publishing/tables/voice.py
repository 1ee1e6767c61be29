"""Hold what residents asked, what was replied, and the rules for it; no behaviour."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from programme.questions import QuestionKind, TopicKind
from publishing.tables.base import Base, JsonValue, Line, Name


class QuestionState(StrEnum):
    """Say how far a question is.

    ::

        received ──route──▶ routed ──reply──▶ drafted ──approve──▶ answered
            │                 ▲   ◀──send back──┘
            └──refer──▶ referred (to a channel of its own)
    """

    RECEIVED = "received"
    ROUTED = "routed"
    DRAFTED = "drafted"
    """A reply waits for a second person's signature."""
    ANSWERED = "answered"
    REFERRED = "referred"


class QuestionRow(Base):
    """Be one question; its number says nothing of who asked."""

    __tablename__ = "question"

    number: Mapped[Name] = mapped_column(primary_key=True)
    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"))
    kind: Mapped[QuestionKind]
    topic_kind: Mapped[TopicKind]
    topic_id: Mapped[Name]
    topic_name: Mapped[Line]
    text: Mapped[str] = mapped_column(Text)
    wants_public: Mapped[bool]
    asked_at: Mapped[datetime]
    clock_sure: Mapped[bool]
    received_at: Mapped[datetime]
    state: Mapped[QuestionState]
    hard: Mapped[bool]
    due_on: Mapped[date]
    """The last working day in good time (REQ-51)."""
    unit_id: Mapped[Name | None] = mapped_column(ForeignKey("unit.id"))
    """The section in charge: the first responsible."""
    helpers: Mapped[JsonValue]
    """Other units that it concerns; the one in charge coordinates."""
    remark: Mapped[str] = mapped_column(Text)
    """Why it was sent back, or where it was referred to."""
    reply: Mapped[JsonValue | None]
    """A `programme.echo.Reply`, as it is signed."""
    published: Mapped[bool]
    """Whether the reply stands on the wall."""
    approvals: Mapped[JsonValue]
    drafted_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    look_again_on: Mapped[date | None]
    """When somebody looks whether it was done that was promised (REQ-52)."""

    __table_args__ = (Index(None, "state", "due_on"), Index(None, "unit_id"))


class FollowUpRow(Base):
    """Be what became later of what a reply promised; approved like the reply."""

    __tablename__ = "question_follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[Name] = mapped_column(ForeignKey("question.number"), index=True)
    document: Mapped[JsonValue]
    """A `programme.echo.FollowUp`, as it is signed."""
    approvals: Mapped[JsonValue]
    drafted_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    drafted_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    """None: it waits for a second person's signature."""


class AnswerRuleRow(Base):
    """Be how many working days a county gives itself, from an instant on (REQ-51)."""

    __tablename__ = "answer_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    set_at: Mapped[datetime]
    set_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    enquiry: Mapped[int]
    request: Mapped[int]
    suggestion: Mapped[int]
    complaint: Mapped[int]
    hard: Mapped[int]
    basis: Mapped[Line]
    """Which rule of the county says so."""


class RequestOfficeRow(Base):
    """Be where a unit takes requests for disclosure (REQ-55)."""

    __tablename__ = "request_office"

    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    document: Mapped[JsonValue]
    """A `programme.echo.RequestOffice`."""
    updated_at: Mapped[datetime]
