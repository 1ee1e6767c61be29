from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from programme.boards import Attribute
from publishing.desk.rules import DeskAct, after
from publishing.errors import Refused, SamePerson, StateForbids
from publishing.filing.rules import (
    Proposal,
    Signed,
    check_checker,
    check_closer,
    check_proposal,
)
from publishing.tables.disclosures import DraftState
from publishing.tables.filings import Ground

TODAY = date(2026, 11, 28)
REASON = "条例第十五条，涉及第三人商业秘密"


def check(
    attribute: Attribute = Attribute.NOT_DISCLOSED,
    *,
    has_reply: bool = False,
    **changed: Any,  # noqa: ANN401 - any field
) -> None:
    values = {"ground": Ground.THIRD_PERSON, "reason": REASON} | changed
    proposal = Proposal.model_validate(values)
    check_proposal(proposal, attribute=attribute, has_reply=has_reply, today=TODAY)


@pytest.mark.parametrize(
    ("attribute", "changed", "why"),
    [
        (Attribute.PROACTIVE, {}, "主动公开，不用归档"),
        (Attribute.NOT_DISCLOSED, {"reason": "不便"}, "依据和理由"),
        (Attribute.NOT_DISCLOSED, {"reason": ""}, "书面答复"),
        (Attribute.NOT_DISCLOSED, {"ground": Ground.BY_REQUEST}, "不能选"),
        (Attribute.ON_REQUEST, {}, "依申请提供"),
        (Attribute.NOT_DISCLOSED, {"ground": Ground.NOT_NOW}, "哪天再看"),
        (Attribute.NOT_DISCLOSED, {"review_on": date(2027, 1, 4)}, "只有"),
        (
            Attribute.NOT_DISCLOSED,
            {"ground": Ground.NOT_NOW, "review_on": TODAY},
            "今天以后",
        ),
        (
            Attribute.NOT_DISCLOSED,
            {"ground": Ground.NOT_NOW, "review_on": date(2031, 1, 1)},
            "三年以内",
        ),
    ],
)
def test_a_filing_without_its_reason_or_day_is_refused(
    attribute: Attribute, changed: dict[str, Any], why: str
) -> None:
    """REQ-10, REQ-11."""
    with pytest.raises(Refused, match=why):
        check(attribute, **changed)


@pytest.mark.parametrize(
    ("attribute", "changed"),
    [
        (Attribute.NOT_DISCLOSED, {}),
        (Attribute.NOT_DISCLOSED, {"reason": "", "has_reply": True}),
        (Attribute.ON_REQUEST, {"ground": Ground.BY_REQUEST}),
        (
            Attribute.NOT_DISCLOSED,
            {"ground": Ground.NOT_NOW, "review_on": date(2026, 11, 29)},
        ),
        (
            Attribute.NOT_DISCLOSED,
            {"ground": Ground.NOT_NOW, "review_on": date(2028, 2, 29)},
        ),
    ],
)
def test_a_reason_or_the_superiors_reply_is_enough(
    attribute: Attribute, changed: dict[str, Any]
) -> None:
    """REQ-10."""
    check(attribute, **changed)


@pytest.mark.parametrize("person", ["a", "b"])
def test_who_drafted_or_checked_does_not_close(person: str) -> None:
    """REQ-10."""
    with pytest.raises(SamePerson):
        check_closer(person, Signed(drafter="a", checker="b", policy=True))


def test_a_policy_document_is_checked_first_and_by_somebody_else() -> None:
    """REQ-10."""
    unchecked = Signed(drafter="a", checker=None, policy=True)

    with pytest.raises(Refused, match="先核查"):
        check_closer("c", unchecked)
    with pytest.raises(SamePerson):
        check_checker("a", unchecked)
    with pytest.raises(Refused, match="不是政策文件"):
        check_checker("b", Signed(drafter="a", checker=None, policy=False))


@given(acts=st.lists(st.sampled_from(DeskAct), max_size=8))
def test_no_order_of_acts_leads_from_filed_to_anywhere_but_the_draft(
    acts: list[DeskAct],
) -> None:
    """REQ-11: none of what is filed is ever compiled."""
    state = DraftState.FILED
    for act in acts:
        try:
            state = after(state, act)
        except StateForbids:
            continue
        if act is DeskAct.REOPEN:
            break

    assert state in {DraftState.FILED, DraftState.DRAFT}
