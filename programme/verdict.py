"""Judge an approval chain: does every signature verify, and are the people enough.

It does not know who may hold which office: that is the list of people's matter.
"""

import json
from typing import assert_never

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from programme.approval import (
    Approval,
    AttestedApproval,
    AttestedStatement,
    CentreApproval,
    Decision,
    Ed25519Approval,
    KeyKind,
    People,
    PersonKey,
    RecordedApproval,
    Role,
    WebauthnApproval,
)
from programme.canonical import sha256_hex
from programme.errors import SignatureRefused
from programme.keys import from_base64url, to_base64url, verify

_LEAST_PEOPLE = 2
_USER_PRESENT_AND_VERIFIED = 0x05
_AUTHENTICATOR_DATA_LENGTH = 37


def check_chain(subject: str, approvals: tuple[Approval, ...], people: People) -> None:
    """Return only if a chain approves the document with this digest.

    A chain needs at least two people who decide, nobody twice, and an approver. Who
    only enters what a meeting decided is in the chain too, and in no other step.

    Raises:
        SignatureRefused: A signature, a person or the chain does not hold.
    """
    check_signatures(subject, approvals, people)
    _check_people(approvals)


def check_signatures(
    subject: str, approvals: tuple[Approval, ...], people: People
) -> None:
    """Return only if every signature is over this digest and holds, however many.

    Raises:
        SignatureRefused: A signature or a person does not hold.
    """
    for approval in approvals:
        if approval.kind not in people.accepted_kinds:
            reason = f"现在不接受 {approval.kind} 这一种签名"
            raise SignatureRefused(reason)
        if approval.decision.subject != subject:
            reason = "签的不是这一份"
            raise SignatureRefused(reason)
        _check_approval(approval, people)


def _check_people(approvals: tuple[Approval, ...]) -> None:
    decisions = [approval.decision for approval in approvals]
    named = [person for approval in approvals for person in _named(approval)]
    if len(set(named)) != len(named):
        raise SignatureRefused("同一个人签了两次")
    if len(decisions) < _LEAST_PEOPLE:
        raise SignatureRefused("签字的人不足两位")
    if Role.APPROVER not in {decision.role for decision in decisions}:
        raise SignatureRefused("没有批准人的签字")


def _named(approval: Approval) -> set[str]:
    """Return whom a signature keeps from every other step of its chain."""
    if isinstance(approval, RecordedApproval):
        return {approval.decision.person, approval.entered_by}
    return {approval.decision.person}


def _check_approval(approval: Approval, people: People) -> None:
    statement = approval.decision.canonical()
    match approval:
        case CentreApproval():
            key = _office_key(people, approval.key, KeyKind.CENTRE, approval.decision)
            verify(public=key.public, signature=approval.signature, message=statement)
        case Ed25519Approval():
            key = _own_key(people, approval.key, KeyKind.ED25519, approval.decision)
            verify(public=key.public, signature=approval.signature, message=statement)
        case WebauthnApproval():
            key = _own_key(people, approval.key, KeyKind.WEBAUTHN, approval.decision)
            _check_webauthn(approval, key, statement)
        case AttestedApproval():
            _check_attested(approval, people)
        case RecordedApproval():
            key = _office_key(people, approval.key, KeyKind.CENTRE, approval.decision)
            told = approval.statement().canonical()
            verify(public=key.public, signature=approval.signature, message=told)
        case _ as never:
            assert_never(never)


def _key(people: People, key_id: str, kind: KeyKind) -> PersonKey:
    for key in people.keys:
        if key.id == key_id and key.kind is kind:
            return key
    raise SignatureRefused("名单里没有这把钥匙")


def _office_key(
    people: People, key_id: str, kind: KeyKind, decision: Decision
) -> PersonKey:
    """Return a key that may sign in this role; the centre's time key may in none."""
    key = _key(people, key_id, kind)
    if decision.role not in key.roles:
        raise SignatureRefused("签字人没有这个职责")
    return key


def _own_key(
    people: People, key_id: str, kind: KeyKind, decision: Decision
) -> PersonKey:
    key = _office_key(people, key_id, kind, decision)
    if key.person != decision.person:
        raise SignatureRefused("钥匙不是签字人的")
    return key


def _check_attested(approval: AttestedApproval, people: People) -> None:
    clerks = {word.person for word in approval.attestations}
    if len(clerks) != len(approval.attestations):
        raise SignatureRefused("核对扫描件的不是两个人")
    if approval.decision.person in clerks:
        raise SignatureRefused("核对扫描件的人是签字人自己")
    for word in approval.attestations:
        key = _key(people, word.key, KeyKind.ED25519)
        if key.person != word.person:
            reason = "钥匙不是核对人的"
            raise SignatureRefused(reason)
        statement = AttestedStatement(
            decision=approval.decision,
            scan=approval.scan,
            person=word.person,
            attested_at=word.attested_at,
        )
        verify(
            public=key.public,
            signature=word.signature,
            message=statement.canonical(),
        )


def _check_webauthn(
    approval: WebauthnApproval, key: PersonKey, statement: bytes
) -> None:
    """Follow section 7.2 of Web Authentication level 2 for one known key."""
    authenticator = from_base64url(approval.authenticator_data)
    client_data = from_base64url(approval.client_data_json)
    _check_client_data(client_data, statement)
    _check_authenticator(authenticator, key)
    public = load_der_public_key(from_base64url(key.public))
    if not isinstance(public, EllipticCurvePublicKey):
        reason = "安全密钥的公钥不是 P-256"
        raise SignatureRefused(reason)
    signed = authenticator + bytes.fromhex(sha256_hex(client_data))
    try:
        public.verify(from_base64url(approval.signature), signed, ECDSA(SHA256()))
    except InvalidSignature as error:
        raise SignatureRefused("签名与内容不符") from error


def _check_client_data(client_data: bytes, statement: bytes) -> None:
    try:
        told = json.loads(client_data)
    except ValueError as error:
        reason = "安全密钥的说明不是 JSON"
        raise SignatureRefused(reason) from error
    challenge = to_base64url(bytes.fromhex(sha256_hex(statement)))
    wanted = {"type": "webauthn.get", "challenge": challenge}
    if not isinstance(told, dict) or any(
        told.get(name) != value for name, value in wanted.items()
    ):
        raise SignatureRefused("安全密钥签的不是这一份")


def _check_authenticator(authenticator: bytes, key: PersonKey) -> None:
    if len(authenticator) < _AUTHENTICATOR_DATA_LENGTH:
        raise SignatureRefused("安全密钥的数据不全")
    if authenticator[:32].hex() != sha256_hex(key.relying_party.encode()):
        raise SignatureRefused("安全密钥属于别的网站")
    if authenticator[32] & _USER_PRESENT_AND_VERIFIED != _USER_PRESENT_AND_VERIFIED:
        raise SignatureRefused("安全密钥没有确认到本人")
