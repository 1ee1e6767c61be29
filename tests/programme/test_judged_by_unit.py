"""Orders and replies count only by who may sign for their unit, where the list says."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pytest

from programme.approval import (
    Approval,
    Decision,
    Ed25519Approval,
    GroupUnit,
    KeyOffice,
    People,
    Role,
    UnitAbove,
)
from programme.echo import (
    Echo,
    EchoEntry,
    FollowUp,
    FollowUpState,
    Progress,
    Reply,
    SignedFollowUp,
    SignedReply,
    approved_entries,
)
from programme.errors import SignatureRefused
from programme.keys import SigningKey, key_id
from programme.override import Override, Stop
from programme.override_verdict import check_end, check_order
from programme.questions import QuestionKind, number_of
from tests.fakes.contract import NOON
from tests.fakes.orders import SIGNERS, end_of, plain_alert, stop
from tests.fakes.verdicts import own_key

KEY = SigningKey.generate()
VILLAGE, TOWN, OTHER = "qinghe-liuwu", "qinghe-yunxi", "qinghe-shiqiao"
VILLAGE_SCREEN, OTHER_SCREEN = "qinghe-liuwu-screen", "qinghe-shiqiao-screen"


def people(office: str, *, groups: bool = True) -> People:
    """Return a list on which one approver's key is good for a unit."""
    held = KeyOffice(unit=office, roles=(Role.APPROVER,))
    key = own_key(KEY, "approver-1", ()).model_copy(update={"offices": (held,)})
    listed = (
        GroupUnit(group=VILLAGE_SCREEN, unit=VILLAGE),
        GroupUnit(group=OTHER_SCREEN, unit=OTHER),
    )
    above = ((VILLAGE, TOWN), (TOWN, "qinghe"), (OTHER, "qinghe"))
    return SIGNERS.people().model_copy(
        update={
            "keys": (*SIGNERS.people().keys, key),
            "accepted_kinds": ("centre", "ed25519"),
            "own_keys": (Role.APPROVER,),
            "units": tuple(UnitAbove(unit=unit, above=up) for unit, up in above),
            "groups": listed if groups else (),
        }
    )


def signed(subject: str) -> tuple[Approval, ...]:
    """Return a drafter's word by the centre and the approver's by their own key."""
    decision = Decision(
        subject=subject,
        person="approver-1",
        name="批准岗",
        role=Role.APPROVER,
        decided_at=NOON,
    )
    own = Ed25519Approval(
        decision=decision,
        key=key_id(KEY.public),
        signature=KEY.sign(decision.canonical()),
    )
    return (SIGNERS.approval(subject, "drafter-1", Role.DRAFTER), own)


def alone() -> Override:
    notice = plain_alert(groups=(), sealed_reason="c" * 64)
    return notice.model_copy(update={"approvals": signed(notice.subject())[1:]})


def holds(check: Callable[[], None]) -> bool:
    """Say whether something holds; what does not lacks the office and nothing else."""
    try:
        check()
    except SignatureRefused as refused:
        if refused.reason != "签字人没有这个职责":
            raise
        return False
    return True


# REQ-12
@pytest.mark.parametrize(
    ("office", "group", "may"),
    [
        (VILLAGE, VILLAGE_SCREEN, True),
        (TOWN, VILLAGE_SCREEN, True),
        ("qinghe", VILLAGE_SCREEN, True),
        (OTHER, VILLAGE_SCREEN, False),
        (VILLAGE, OTHER_SCREEN, False),
        (VILLAGE, "qinghe-new-screen", False),
        ("qinghe", "qinghe-new-screen", True),
    ],
)
def test_only_approvers_of_a_screens_unit_order_it(
    office: str, group: str, *, may: bool
) -> None:
    order = stop()
    order = order.model_copy(update={"approvals": signed(order.subject())})
    notice, listed = alone(), people(office)

    def obeyed() -> Iterator[bool]:
        both: tuple[Override | Stop, ...] = (order, notice)
        for one in both:
            end = end_of(one, NOON, "approver-1")
            ended = end.model_copy(update={"approvals": signed(end.subject())})
            yield holds(partial(check_order, one, group=group, people=listed))
            yield holds(partial(check_end, ended, one, group=group, people=listed))

    assert set(obeyed()) == {may}


def test_an_older_list_that_says_nothing_of_groups_judges_as_before() -> None:
    older = people(OTHER, groups=False)

    check_order(alone(), group=VILLAGE_SCREEN, people=older)
    assert older.unit_or_county(None) is None


REPLY = Reply(
    number=number_of(12345),
    kind=QuestionKind.ENQUIRY,
    topic="路灯",
    text="路灯什么时候修",
    asked_on=date(2026, 11, 20),
    reply="这个月修好。",
    outcome="",
    office="柳坞村村委会",
    answered_on=date(2026, 11, 23),
)


def shown(reply: Reply, listed: People) -> tuple[bool, int]:
    """Say whether a reply is shown, and how many words of what became of it."""
    later = FollowUp(
        number=reply.number,
        reply=reply.digest(),
        state=FollowUpState.DONE,
        words="修好了。",
        office=reply.office,
        said_on=date(2026, 11, 24),
    )
    entry = EchoEntry(
        number=reply.number,
        progress=Progress.ANSWERED,
        shown=SignedReply(reply=reply, approvals=signed(reply.digest())),
        came_of=(SignedFollowUp(follow_up=later, approvals=signed(later.digest())),),
    )
    wall = Echo(version=1, sealing_key="", entries=(entry,))
    (found,) = approved_entries(wall, listed)
    return found.shown is not None, len(found.came_of)


# REQ-12
@pytest.mark.parametrize(
    ("unit", "office", "groups", "may"),
    [
        (VILLAGE, VILLAGE, True, True),
        (VILLAGE, "qinghe", True, True),
        (VILLAGE, OTHER, True, False),
        (VILLAGE, OTHER, False, False),
        (None, OTHER, False, True),
        (None, OTHER, True, False),
        (None, "qinghe", True, True),
    ],
)
def test_a_reply_is_shown_by_the_word_of_its_own_units_approver(
    unit: str | None, office: str, *, groups: bool, may: bool
) -> None:
    reply = REPLY.model_copy(update={"unit": unit})

    assert shown(reply, people(office, groups=groups)) == (may, 1 if may else 0)


def test_a_reply_that_names_no_unit_has_the_bytes_that_it_always_had() -> None:
    assert "unit" not in REPLY.model_dump(mode="json")
