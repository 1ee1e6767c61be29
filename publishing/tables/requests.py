"""Hold requests for disclosure (依申请公开) as clerks register them; no behaviour.

Who asks lies in a row of its own: it ends before the rest, and nothing else reads it.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Line, Name


class RequestWay(StrEnum):
    """Say how a request came."""

    IN_PERSON = "in_person"
    POST = "post"
    ONLINE = "online"


class ApplicantKind(StrEnum):
    """Say what an applicant is; the yearly figures ask for it."""

    PERSON = "person"
    ORGANISATION = "organisation"


class RequestOutcome(StrEnum):
    """Say what became of a request (《政府信息公开条例》, arts. 30, 36 to 39)."""

    DISCLOSED = "disclosed"
    IN_PART = "in_part"
    PUBLIC_ALREADY = "public_already"
    REFUSED = "refused"
    NOT_HELD = "not_held"
    NOT_OURS = "not_ours"
    REPEATED = "repeated"
    NOT_MADE = "not_made"
    """It would have to be made or worked out anew."""
    NO_REQUEST = "no_request"
    """It is a petition, a complaint or a report, and is led to its channel."""
    OTHER_RULES = "other_rules"
    """A law of its own says how it is looked up."""
    ABANDONED = "abandoned"
    """It was not completed in time."""
    WITHDRAWN = "withdrawn"


class DisclosureRequest(Base):
    """Be one request: its days and what became of it, without who asks."""

    __tablename__ = "disclosure_request"

    id: Mapped[Name] = mapped_column(primary_key=True)
    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    running: Mapped[int]
    way: Mapped[RequestWay]
    applicant_kind: Mapped[ApplicantKind]
    received_on: Mapped[date]
    registered_at: Mapped[datetime]
    registered_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    notice_on: Mapped[date | None]
    complete_by: Mapped[date | None]
    """Until when the applicant may complete it, as the notice says."""
    completed_on: Mapped[date | None]
    prolonged_on: Mapped[date | None]
    """The day on which the applicant was told that it takes longer."""
    consented_by: Mapped[Line]
    """Which head of the office consented to that."""
    outcome: Mapped[RequestOutcome | None]
    reason: Mapped[str] = mapped_column(Text)
    closed_on: Mapped[date | None]
    """The day of the answer."""
    answer_by: Mapped[date | None]
    """The last day for the answer as it stood when it was given."""
    closed_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))

    __table_args__ = (UniqueConstraint("unit_id", "year", "running"),)


class RequestApplicant(Base):
    """Be who asks and what for; the row goes when it is not needed any more."""

    __tablename__ = "request_applicant"

    request_id: Mapped[Name] = mapped_column(
        ForeignKey("disclosure_request.id"), primary_key=True
    )
    name: Mapped[Line]
    contact: Mapped[Line]
    """Where the answer goes; one way is enough."""
    wants: Mapped[str] = mapped_column(Text)
    """Which information is asked for, and in which form."""


class RequestConsultation(Base):
    """Be one letter to a third person or another office."""

    __tablename__ = "request_consultation"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[Name] = mapped_column(
        ForeignKey("disclosure_request.id"), index=True
    )
    asked_on: Mapped[date]
    answered_on: Mapped[date | None]
    """The day of the answer, or the day on which it was waited for no longer."""
