"""Hold the echo wall (回音壁): how far each question is, and the replies for everyone.

One target for the county. A reply is shown only with the approvals of two people over
it; of what is not for everyone there is the state alone, and never a word.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from programme.approval import Approval, People
from programme.document import Base64Url, Document, Identifier, Sha256
from programme.errors import SignatureRefused
from programme.questions import QuestionKind, QuestionNumber
from programme.verdict import check_chain

ECHO_TARGET = "echo.json"
MOST_ENTRIES = 5_000


class Progress(StrEnum):
    """Say how far a question is; a visitor may know that by its number."""

    RECEIVED = "received"
    ROUTED = "routed"
    """转办: a section has it."""
    ANSWERED = "answered"
    REFERRED = "referred"
    """It belongs to another channel, which is named to nobody else."""


class Result(StrEnum):
    """Say what came of a suggestion, or what was found of a complaint (REQ-52)."""

    TAKEN_UP = "taken_up"
    IN_PART = "in_part"
    NOT_TAKEN_UP = "not_taken_up"
    FOUND = "found"
    """A complaint is right."""
    FOUND_IN_PART = "found_in_part"
    NOT_FOUND = "not_found"


RESULTS: Final = {
    QuestionKind.SUGGESTION: (Result.TAKEN_UP, Result.IN_PART, Result.NOT_TAKEN_UP),
    QuestionKind.COMPLAINT: (Result.FOUND, Result.FOUND_IN_PART, Result.NOT_FOUND),
}
"""What may come of each kind; an enquiry or a request has no result of its own."""
PROMISES: Final = frozenset(
    {Result.TAKEN_UP, Result.IN_PART, Result.FOUND, Result.FOUND_IN_PART}
)
"""What leaves something to do, with a day until when."""


class FollowUpState(StrEnum):
    """Say how far that is which was promised."""

    DONE = "done"
    UNDER_WAY = "under_way"
    NOT_DONE = "not_done"


def _is_unset(value: object) -> bool:
    return value is None or value in ("", ())


class Reply(Document):
    """Be a question with its reply, as both stand on the wall."""

    kind_name: ClassVar[str] = "公开回复"

    format: Literal["mingbai.reply/1"] = "mingbai.reply/1"
    number: QuestionNumber
    kind: QuestionKind
    topic: Annotated[str, Field(max_length=120)]
    text: Annotated[str, Field(max_length=300)]
    """What was asked, as staff have cleared it for everyone."""
    asked_on: date
    reply: Annotated[str, Field(min_length=1, max_length=1_000)]
    outcome: Annotated[str, Field(max_length=400)]
    """What came of it: taken up or not, and why (REQ-52)."""
    office: Annotated[str, Field(max_length=80)]
    answered_on: date
    result: Result | None = Field(default=None, exclude_if=_is_unset)
    done_by: date | None = Field(default=None, exclude_if=_is_unset)
    """Until when it is to be done; it is looked at again on that day."""
    unit: Identifier | None = Field(default=None, exclude_if=_is_unset)
    """Whose reply it is: its approvers may sign it. Older replies do not say it."""


class FollowUp(Document):
    """Be what became later of what a reply promised (REQ-52)."""

    kind_name: ClassVar[str] = "办理结果"

    format: Literal["mingbai.follow_up/1"] = "mingbai.follow_up/1"
    number: QuestionNumber
    reply: Sha256
    """Of the reply that it belongs to."""
    state: FollowUpState
    words: Annotated[str, Field(min_length=1, max_length=400)]
    done_by: date | None = Field(default=None, exclude_if=_is_unset)
    """The new day, where it is under way."""
    office: Annotated[str, Field(max_length=80)]
    said_on: date


class SignedFollowUp(Document):
    """Carry what became of a reply with the approvals of two people."""

    follow_up: FollowUp
    approvals: tuple[Approval, ...]


class SignedReply(Document):
    """Carry a reply with the approvals of two people."""

    reply: Reply
    approvals: tuple[Approval, ...]


class EchoEntry(Document):
    """Be one question on the list: its state, and its reply if it is for everyone."""

    number: QuestionNumber
    progress: Progress
    shown: SignedReply | None = Field(default=None, exclude_if=_is_unset)
    ask_at: Annotated[str, Field(max_length=120)] = ""
    """Where the reply is told that is not for everyone."""
    came_of: tuple[SignedFollowUp, ...] = Field(default=(), exclude_if=_is_unset)
    """What became of a shown reply, the first word first."""


class RequestOffice(Document):
    """Say where disclosure on request (依申请公开) is taken; no kiosk takes a name."""

    place: Annotated[str, Field(max_length=120)]
    telephone: Annotated[str, Field(max_length=40)]
    form: Annotated[str, Field(max_length=400)]
    """What the code carries home: where the form is got, or what it must say."""
    hours: Annotated[str, Field(max_length=120)] = Field(
        default="", exclude_if=_is_unset
    )
    """When it is open, in words."""


class UnitOffice(Document):
    """Be the office that the displays of one unit name."""

    unit: Identifier
    office: RequestOffice


class Echo(Document):
    """Be the signed list that devices get."""

    kind_name: ClassVar[str] = "回音壁"

    format: Literal["mingbai.echo/1"] = "mingbai.echo/1"
    version: Annotated[int, Field(ge=1)]
    sealing_key: Base64Url
    """The centre's public key (X25519); questions are sealed to it."""
    request_office: RequestOffice | None = Field(default=None, exclude_if=_is_unset)
    unit_offices: tuple[UnitOffice, ...] = Field(default=(), exclude_if=_is_unset)
    """Of units whose displays name another office than the county's."""
    entries: Annotated[tuple[EchoEntry, ...], Field(max_length=MOST_ENTRIES)] = ()


def approved_entries(echo: Echo, people: People) -> tuple[EchoEntry, ...]:
    """Return the entries; what two people did not approve is left out."""
    return tuple(_approved(entry, people) for entry in echo.entries)


def _approved(entry: EchoEntry, people: People) -> EchoEntry:
    shown = entry.shown
    if shown is None:
        return entry.model_copy(update={"came_of": ()})
    reply = shown.reply
    unit = people.unit_or_county(reply.unit)
    holds = _holds(reply, shown.approvals, people, unit)
    if reply.number != entry.number or not holds:
        return entry.model_copy(update={"shown": None, "came_of": ()})
    came_of = tuple(
        one
        for one in entry.came_of
        if one.follow_up.reply == reply.digest()
        and _holds(one.follow_up, one.approvals, people, unit)
    )
    return entry.model_copy(update={"came_of": came_of})


def _holds(
    signed: Document,
    approvals: tuple[Approval, ...],
    people: People,
    unit: str | None,
) -> bool:
    """Say whether two people approved these very words for a unit."""
    try:
        check_chain(signed.digest(), approvals, people, unit=unit)
    except SignatureRefused:
        return False
    return True
