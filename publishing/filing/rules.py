"""Decide what a filing must say and who may close it; pure (REQ-10, REQ-11)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import StringConstraints, field_validator

from programme.boards import Attribute
from programme.document import Document
from publishing.desk.text import clean_line
from publishing.errors import Refused, SamePerson, StateForbids
from publishing.tables.filings import FilingState, Ground

LEAST_REASON = 10
"""Characters of a reason that names its rule."""
MOST_AHEAD = timedelta(days=3 * 366)

_ONLY_ON_REQUEST = frozenset({Ground.BY_REQUEST})
_STATE_WORDS = {
    FilingState.PROPOSED: "还在等办公室定",
    FilingState.FILED: "已经归档",
    FilingState.DECLINED: "没有同意归档",
    FilingState.REOPENED: "已经重新起草",
}


class Proposal(Document):
    """Be why a version is to be filed and not shown."""

    ground: Ground
    reason: Annotated[str, StringConstraints(max_length=1000)] = ""
    """The rule and why it applies; empty where a superior's reply is attached."""
    policy: bool = False
    """Whether it is a policy document, which somebody else checks first."""
    review_on: date | None = None

    @field_validator("reason", mode="before")
    @classmethod
    def _one_line(cls, value: object) -> object:
        return clean_line(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Be who has had to do with a filing."""

    drafter: str
    checker: str | None
    policy: bool


def check_proposal(
    proposal: Proposal, *, attribute: Attribute, has_reply: bool, today: date
) -> None:
    """Return only if a proposal says all that it must; every gap is told at once.

    Raises:
        Refused: Something is missing or does not fit.
    """
    not_now = proposal.ground is Ground.NOT_NOW
    on_request = attribute is Attribute.ON_REQUEST
    gaps = {
        "公开属性是主动公开，不用归档；先把属性改成依申请公开或不予公开": attribute
        is Attribute.PROACTIVE,
        "依申请公开的，理由类别要选“依申请提供”": on_request
        and proposal.ground not in _ONLY_ON_REQUEST,
        "不予公开的，不能选“依申请提供”": attribute is Attribute.NOT_DISCLOSED
        and proposal.ground in _ONLY_ON_REQUEST,
        f"请写明依据和理由（至少 {LEAST_REASON} 个字），或附上上级的书面答复": len(
            proposal.reason
        )
        < LEAST_REASON
        and not has_reply,
        "现在还不能公开的，请写哪天再看": not_now and proposal.review_on is None,
        "只有“现在还不能公开”才写再看的日子": not not_now
        and proposal.review_on is not None,
    }
    found = [words for words, wrong in gaps.items() if wrong]
    if found:
        raise Refused(f"还不能归档：{'；'.join(found)}。", code="filing_incomplete")
    if proposal.review_on is not None:
        check_review_day(proposal.review_on, today=today)


def check_review_day(day: date, *, today: date) -> None:
    """Return only if a day on which to look again can be.

    Raises:
        Refused: It is past, or years away.
    """
    if not today < day <= today + MOST_AHEAD:
        message = "再看的日子要在今天以后、三年以内。请改一个日子。"
        raise Refused(message, code="review_day")


def check_checker(person: str, signed: Signed) -> None:
    """Return only if somebody may check a policy document.

    Raises:
        SamePerson: They drafted it.
        Refused: It is no policy document.
    """
    if not signed.policy:
        raise Refused("不是政策文件，不用另外核查。", code="no_policy")
    if person == signed.drafter:
        raise SamePerson("核查")


def check_closer(person: str, signed: Signed) -> None:
    """Return only if somebody may close a filing.

    Raises:
        SamePerson: They drafted or checked it.
        Refused: It is a policy document that nobody has checked yet.
    """
    if signed.policy and signed.checker is None:
        message = "这是政策文件，归档前要由办公室另一位同事先核查。"
        raise Refused(message, code="policy_unchecked")
    if person in {signed.drafter, signed.checker}:
        raise SamePerson("决定归档")


def check_state(state: FilingState, *wanted: FilingState, what: str) -> None:
    """Return only if a filing is in one of these states.

    Raises:
        StateForbids: It is not.
    """
    if state not in wanted:
        raise StateForbids(what, state=_STATE_WORDS[state])
