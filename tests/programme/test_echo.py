from datetime import UTC, date, datetime

import pytest

from programme.approval import (
    CentreApproval,
    Decision,
    KeyKind,
    People,
    PersonKey,
    Role,
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
from programme.keys import SigningKey, key_id
from programme.questions import QuestionKind, number_of
from programme.sealed_box import OpeningKey

KEY = SigningKey(bytes(range(32)))
AT = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
NUMBER = number_of(12345)
REPLY = Reply(
    number=NUMBER,
    kind=QuestionKind.SUGGESTION,
    topic="服务大厅",
    text="大厅里能不能多放几把椅子",
    asked_on=date(2026, 11, 27),
    reply="可以。",
    outcome="已采纳：12 月 1 日前添 20 把。",
    office="政务服务局",
    answered_on=date(2026, 11, 30),
)


def people() -> People:
    own = PersonKey(
        kind=KeyKind.CENTRE,
        id=key_id(KEY.public),
        public=KEY.public,
        person=None,
        roles=tuple(Role),
    )
    return People(version=1, keys=(own,), accepted_kinds=("centre",))


def signed(reply: Reply | FollowUp, person: str, role: Role) -> CentreApproval:
    decision = Decision(
        subject=reply.digest(), person=person, name=person, role=role, decided_at=AT
    )
    return CentreApproval(
        decision=decision,
        key=key_id(KEY.public),
        signature=KEY.sign(decision.canonical()),
    )


def echo(*persons: str, number: str = NUMBER, reply: Reply = REPLY) -> Echo:
    roles = (Role.DRAFTER, Role.APPROVER)
    approvals = tuple(
        signed(REPLY, person, role) for person, role in zip(persons, roles, strict=True)
    )
    shown = SignedReply(reply=reply, approvals=approvals)
    entry = EchoEntry(number=number, progress=Progress.ANSWERED, shown=shown)
    return Echo(version=1, sealing_key=OpeningKey.generate().public, entries=(entry,))


def test_a_reply_that_two_people_signed_is_shown() -> None:
    told = Echo.parse(echo("one", "two").canonical())

    [entry] = approved_entries(told, people())

    assert entry.shown is not None
    assert entry.shown.reply == REPLY


@pytest.mark.parametrize(
    "told",
    [
        echo("one", "one"),
        echo("one", "two", reply=REPLY.model_copy(update={"reply": "不可以。"})),
        echo("one", "two", number=number_of(12346)),
    ],
)
def test_of_a_reply_that_is_not_approved_only_the_state_is_told(told: Echo) -> None:
    # REQ-50: nothing unapproved may ever appear
    [entry] = approved_entries(told, people())

    assert entry.shown is None
    assert entry.progress is Progress.ANSWERED


def test_what_has_no_reply_for_everyone_stays_as_it_is() -> None:
    entry = EchoEntry(number=NUMBER, progress=Progress.ROUTED)
    told = Echo(version=1, sealing_key=OpeningKey.generate().public, entries=(entry,))

    assert approved_entries(told, people()) == (entry,)


def test_what_became_of_a_reply_needs_two_people_and_its_very_reply() -> None:
    # REQ-52
    def later(**changed: object) -> SignedFollowUp:
        values: dict[str, object] = {
            "number": NUMBER,
            "reply": REPLY.digest(),
            "state": FollowUpState.DONE,
            "words": "放好了。",
            "office": "政务服务局",
            "said_on": date(2026, 12, 1),
        }
        told = FollowUp.model_validate(values | changed)
        return SignedFollowUp(
            follow_up=told,
            approvals=(
                signed(told, "liu", Role.DRAFTER),
                signed(told, "wang", Role.APPROVER),
            ),
        )

    good = later()
    alone = good.model_copy(update={"approvals": good.approvals[:1]})
    changed = good.model_copy(
        update={"follow_up": good.follow_up.model_copy(update={"words": "没有放"})}
    )
    shown = SignedReply(
        reply=REPLY,
        approvals=(
            signed(REPLY, "liu", Role.DRAFTER),
            signed(REPLY, "wang", Role.APPROVER),
        ),
    )

    def kept(shown_reply: SignedReply | None) -> tuple[SignedFollowUp, ...]:
        entry = EchoEntry(
            number=NUMBER,
            progress=Progress.ANSWERED,
            shown=shown_reply,
            came_of=(good, alone, changed, later(reply="0" * 64)),
        )
        echo = Echo(
            version=1, sealing_key=OpeningKey.generate().public, entries=(entry,)
        )
        [found] = approved_entries(echo, people())
        return found.came_of

    assert kept(shown) == (good,)
    assert kept(None) == ()
    unsound = shown.model_copy(update={"approvals": shown.approvals[:1]})
    assert kept(unsound) == ()


def test_a_reply_without_a_result_has_the_bytes_that_it_always_had() -> None:
    assert b"result" not in REPLY.canonical()
    assert b"done_by" not in REPLY.canonical()
