"""Make approvals and people for verdicts."""

import pytest

from programme.approval import (
    Approval,
    Attestation,
    AttestedApproval,
    AttestedStatement,
    Decision,
    KeyKind,
    People,
    PersonKey,
    Role,
)
from programme.errors import SignatureRefused
from programme.keys import SigningKey, key_id
from programme.verdict import check_chain
from tests.fakes.authenticator import Authenticator
from tests.fakes.contract import NOON, Signers

SUBJECT = "a" * 64


OTHER = "b" * 64


SIGNERS = Signers()


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


def refused(approvals: tuple[Approval, ...], known: People, reason: str) -> None:
    with pytest.raises(SignatureRefused) as caught:
        check_chain(SUBJECT, approvals, known)

    assert reason in caught.value.reason
