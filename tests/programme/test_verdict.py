import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import TypeAdapter

from programme.approval import (
    Approval,
    Attestation,
    AttestedApproval,
    AttestedStatement,
    Decision,
    Ed25519Approval,
    KeyKind,
    People,
    PersonKey,
    RecordedApproval,
    RecordedStatement,
    Role,
    WebauthnApproval,
)
from programme.errors import SignatureRefused
from programme.keys import SigningKey, key_id, to_base64url
from programme.verdict import check_chain
from tests.fakes.authenticator import Authenticator
from tests.fakes.contract import NOON, Signers

FOLDER = Path(__file__).parents[1] / "vectors"
VECTORS = [
    json.loads((FOLDER / name).read_text("utf-8"))
    for name in ("approvals.json", "approvals_recorded.json")
]
APPROVALS: TypeAdapter[tuple[Approval, ...]] = TypeAdapter(tuple[Approval, ...])
SUBJECT = "a" * 64
OTHER = "b" * 64
SIGNERS = Signers()
OWN = SigningKey.generate()
CLERKS = (SigningKey.generate(), SigningKey.generate())
DEVICE = Authenticator("mingbai.example")


def decision(person: str = "approver-1", role: Role = Role.APPROVER) -> Decision:
    return Decision(
        subject=SUBJECT, person=person, name="某同志", role=role, decided_at=NOON
    )


def own_key(
    key: SigningKey, person: str, roles: tuple[Role, ...] = tuple(Role)
) -> PersonKey:
    return PersonKey(
        kind=KeyKind.ED25519,
        id=key_id(key.public),
        public=key.public,
        person=person,
        roles=roles,
    )


def security_key(public: str = DEVICE.public) -> PersonKey:
    return PersonKey(
        kind=KeyKind.WEBAUTHN,
        id=key_id(public),
        public=public,
        person="approver-1",
        roles=(Role.APPROVER,),
        relying_party=DEVICE.relying_party,
    )


def people(*keys: PersonKey) -> People:
    return People(
        version=1,
        keys=(*SIGNERS.people().keys, *keys),
        accepted_kinds=("centre", "ed25519", "webauthn", "attested", "recorded"),
    )


def with_review(approval: Approval) -> tuple[Approval, ...]:
    return (SIGNERS.approval(SUBJECT, "reviewer-1", Role.REVIEWER), approval)


def signed(
    key: SigningKey, person: str = "approver-1", role: Role = Role.APPROVER
) -> Ed25519Approval:
    said = decision(person, role)
    return Ed25519Approval(
        decision=said, key=key_id(key.public), signature=key.sign(said.canonical())
    )


def attested(*, second_clerk: str = "clerk-2", scan: str = OTHER) -> AttestedApproval:
    words = []
    for person, key in zip(("clerk-1", second_clerk), CLERKS, strict=True):
        statement = AttestedStatement(
            decision=decision(), scan=OTHER, person=person, attested_at=NOON
        )
        words.append(
            Attestation(
                person=person,
                name="某同志",
                attested_at=NOON,
                key=key_id(key.public),
                signature=key.sign(statement.canonical()),
            )
        )
    return AttestedApproval(decision=decision(), scan=scan, attestations=tuple(words))


CLERK_KEYS = (own_key(CLERKS[0], "clerk-1"), own_key(CLERKS[1], "clerk-2"))


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


def refused(approvals: tuple[Approval, ...], known: People, reason: str) -> None:
    with pytest.raises(SignatureRefused) as caught:
        check_chain(SUBJECT, approvals, known)

    assert reason in caught.value.reason


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


def test_one_clerk_twice_is_refused() -> None:
    same = attested(second_clerk="clerk-1")

    refused(with_review(same), people(*CLERK_KEYS), "不是两个人")


def test_a_clerk_with_anothers_key_is_refused() -> None:
    keys = (CLERK_KEYS[0], own_key(CLERKS[1], "somebody"))

    refused(with_review(attested()), people(*keys), "不是核对人的")


def test_another_scan_than_the_clerks_saw_is_refused() -> None:
    changed = attested(scan=SUBJECT)

    refused(with_review(changed), people(*CLERK_KEYS), "签名与内容不符")


@pytest.mark.parametrize(
    ("approval", "reason"),
    [
        (DEVICE.approve(decision(), flags=0x01), "没有确认到本人"),
        (DEVICE.approve(decision(), ceremony="webauthn.create"), "签的不是这一份"),
        (DEVICE.approve(decision(), client_data=b"[]"), "签的不是这一份"),
        (DEVICE.approve(decision(), client_data=b"{"), "不是 JSON"),
        (DEVICE.approve(decision(), authenticator=b"short"), "数据不全"),
        (DEVICE.approve(decision(), authenticator=bytes(37)), "属于别的网站"),
    ],
    ids=["nobody there", "ceremony", "no object", "no json", "short", "other site"],
)
def test_a_security_key_that_says_something_else_is_refused(
    approval: WebauthnApproval, reason: str
) -> None:
    refused(with_review(approval), people(security_key()), reason)


def test_a_security_keys_bad_signature_is_refused() -> None:
    good = DEVICE.approve(decision())
    other = DEVICE.approve(decision("approver-1", Role.REVIEWER))
    changed = good.model_copy(update={"signature": other.signature})

    refused(with_review(changed), people(security_key()), "签名与内容不符")


def test_a_security_key_of_another_algorithm_is_refused() -> None:
    der = (
        Ed25519PrivateKey.generate()
        .public_key()
        .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )
    public = to_base64url(der)
    approval = DEVICE.approve(decision()).model_copy(update={"key": key_id(public)})

    refused(with_review(approval), people(security_key(public)), "不是 P-256")


def test_a_clerk_who_attests_their_own_signature_is_refused() -> None:
    keys = (CLERK_KEYS[0], own_key(CLERKS[1], "approver-1"))

    refused(with_review(attested(second_clerk="approver-1")), people(*keys), "自己")


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
