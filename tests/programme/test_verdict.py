import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from programme.approval import (
    Approval,
    Ed25519Approval,
    KeyKind,
    People,
    RecordedApproval,
    RecordedStatement,
    Role,
)
from programme.errors import SignatureRefused
from programme.keys import SigningKey, key_id
from programme.verdict import check_chain
from tests.fakes.contract import Signers
from tests.fakes.verdicts import (
    CLERK_KEYS,
    DEVICE,
    OTHER,
    SIGNERS,
    SUBJECT,
    attested,
    decision,
    own_key,
    people,
    refused,
    security_key,
    with_review,
)

FOLDER = Path(__file__).parents[1] / "vectors"


VECTORS = [
    json.loads((FOLDER / name).read_text("utf-8"))
    for name in ("approvals.json", "approvals_recorded.json")
]


APPROVALS: TypeAdapter[tuple[Approval, ...]] = TypeAdapter(tuple[Approval, ...])


OWN = SigningKey.generate()


def signed(
    key: SigningKey, person: str = "approver-1", role: Role = Role.APPROVER
) -> Ed25519Approval:
    said = decision(person, role)
    return Ed25519Approval(
        decision=said, key=key_id(key.public), signature=key.sign(said.canonical())
    )


def test_a_chain_that_the_centre_vouches_for_holds() -> None:
    check_chain(SUBJECT, SIGNERS.chain(SUBJECT), SIGNERS.people())


def test_a_chain_with_the_approvers_own_key_holds() -> None:
    check_chain(SUBJECT, with_review(signed(OWN)), people(own_key(OWN, "approver-1")))


def test_a_chain_with_a_security_key_holds() -> None:
    approval = DEVICE.approve(decision())

    check_chain(SUBJECT, with_review(approval), people(security_key()))


# REQ-12
def test_a_chain_on_paper_holds_with_two_clerks() -> None:
    check_chain(SUBJECT, with_review(attested()), people(*CLERK_KEYS))


def test_a_chain_over_another_document_is_refused() -> None:
    refused(SIGNERS.chain(OTHER), SIGNERS.people(), "签的不是这一份")


def test_a_kind_that_is_not_taken_today_is_refused() -> None:
    refused(with_review(signed(OWN)), SIGNERS.people(), "现在不接受 ed25519")


# REQ-12
def test_one_person_twice_is_refused() -> None:
    twice = (
        SIGNERS.approval(SUBJECT, "approver-1", Role.REVIEWER),
        SIGNERS.approval(SUBJECT, "approver-1", Role.APPROVER),
    )

    refused(twice, SIGNERS.people(), "同一个人签了两次")


def test_one_person_alone_is_refused() -> None:
    alone = (SIGNERS.approval(SUBJECT, "approver-1", Role.APPROVER),)

    refused(alone, SIGNERS.people(), "不足两位")
    refused((), SIGNERS.people(), "不足两位")


def test_a_chain_without_an_approver_is_refused() -> None:
    refused(SIGNERS.chain(SUBJECT)[:2], SIGNERS.people(), "没有批准人")


def test_a_key_that_nobody_listed_is_refused() -> None:
    refused(SIGNERS.chain(SUBJECT), Signers().people(), "没有这把钥匙")


def test_a_key_of_another_kind_is_refused() -> None:
    as_centre = own_key(OWN, "approver-1").model_copy(update={"kind": KeyKind.CENTRE})

    refused(with_review(signed(OWN)), people(as_centre), "没有这把钥匙")


def test_a_key_of_another_person_is_refused() -> None:
    refused(with_review(signed(OWN)), people(own_key(OWN, "somebody")), "不是签字人的")


def test_a_role_that_the_key_does_not_have_is_refused() -> None:
    drafter_only = own_key(OWN, "approver-1", (Role.DRAFTER,))

    refused(with_review(signed(OWN)), people(drafter_only), "没有这个职责")


def test_a_key_of_the_centre_without_an_office_decides_nothing() -> None:
    (centre,) = SIGNERS.people().keys
    time_key = centre.model_copy(update={"roles": ()})
    known = SIGNERS.people().model_copy(update={"keys": (time_key,)})

    refused(SIGNERS.chain(SUBJECT), known, "没有这个职责")


def test_a_changed_decision_is_refused() -> None:
    good = signed(OWN)
    later = good.decision.model_copy(update={"name": "另一位"})
    changed = good.model_copy(update={"decision": later})

    refused(with_review(changed), people(own_key(OWN, "approver-1")), "签名与内容不符")


def recorded(
    person: str = "approver-1", entered_by: str = "clerk-1"
) -> RecordedApproval:
    statement = RecordedStatement(
        decision=decision(person),
        record=OTHER,
        entered_by=entered_by,
        entered_by_name="经办员",
    )
    return RecordedApproval(
        decision=statement.decision,
        record=statement.record,
        entered_by=entered_by,
        entered_by_name="经办员",
        key=key_id(SIGNERS.key.public),
        signature=SIGNERS.key.sign(statement.canonical()),
    )


# REQ-12
@pytest.mark.parametrize("clerk", ["clerk-1", "approver-1"])
def test_a_meetings_decision_holds_whoever_of_the_two_entered_it(clerk: str) -> None:
    check_chain(SUBJECT, with_review(recorded(entered_by=clerk)), people())


# REQ-12
def test_a_clerk_who_enters_a_decision_signs_no_other_step() -> None:
    refused(with_review(recorded(entered_by="reviewer-1")), people(), "签了两次")


def test_a_meetings_decision_alone_is_no_chain_of_two() -> None:
    refused((recorded(),), people(), "不足两位")


@pytest.mark.parametrize(
    "changed",
    [{"record": SUBJECT}, {"entered_by": "clerk-2"}, {"entered_by_name": "另一位"}],
)
def test_another_record_or_clerk_than_was_signed_is_refused(
    changed: dict[str, str],
) -> None:
    other = recorded().model_copy(update=changed)

    refused(with_review(other), people(), "签名与内容不符")


def test_a_meetings_decision_needs_a_key_of_the_centre_for_its_role() -> None:
    (centre,) = SIGNERS.people().keys
    time_key = centre.model_copy(update={"roles": (Role.REVIEWER,)})
    known = people().model_copy(update={"keys": (time_key,)})

    refused(with_review(recorded()), known, "没有这个职责")


GOOD = [
    pytest.param(
        vectors["subject"], vectors["people"], one["approvals"], id=one["name"]
    )
    for vectors in VECTORS
    for one in vectors["good"]
]


BAD = [
    pytest.param(
        vectors["subject"],
        vectors["people"],
        one["approvals"],
        one["verdict"],
        id=one["name"],
    )
    for vectors in VECTORS
    for one in vectors["bad"]
]


@pytest.mark.parametrize(("subject", "known", "approvals"), GOOD)
def test_good_vectors_hold(subject: str, known: object, approvals: object) -> None:
    check_chain(
        subject, APPROVALS.validate_python(approvals), People.model_validate(known)
    )


@pytest.mark.parametrize(("subject", "known", "approvals", "verdict"), BAD)
def test_bad_vectors_are_refused(
    subject: str, known: object, approvals: object, verdict: str
) -> None:
    with pytest.raises(SignatureRefused) as caught:
        check_chain(
            subject, APPROVALS.validate_python(approvals), People.model_validate(known)
        )

    assert caught.value.reason == verdict
