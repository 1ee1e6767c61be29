"""Take in a reply, and what became of it, as they were typed."""

from dataclasses import dataclass
from datetime import date

from programme.echo import FollowUpState, Result


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyForm:
    """Be a reply as it was typed."""

    text: str
    """What was asked, cleared for everyone."""
    reply: str
    outcome: str
    publish: bool
    result: Result | None = None
    done_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpForm:
    """Be what became of a reply, as it was typed."""

    state: FollowUpState
    words: str
    done_by: date | None = None
