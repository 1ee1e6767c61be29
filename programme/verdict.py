"""Judge an approval chain: does every signature verify, and are the people enough.

Who may hold which office is the list of people's matter (`listed`), how a security key
signs is `assertion`'s.
"""

from typing import assert_never

from programme.approval import (
    Approval,
    AttestedApproval,
    AttestedStatement,
    CentreApproval,
    Ed25519Approval,
    KeyKind,
    People,
    RecordedApproval,
    Role,
    WebauthnApproval,
)
from programme.assertion import check_assertion
from programme.errors import SignatureRefused
from programme.keys import verify
from programme.listed import Case

_LEAST_PEOPLE = 2


def check_chain(
    subject: str,
    approvals: tuple[Approval, ...],
    people: People,
    *,
    unit: str | None = None,
) -> None:
    """Return only if a chain approves the document with this digest.

    A chain needs at least two people who decide, nobody twice, and an approver. Who
    only enters what a meeting decided is in the chain too, and in no other step.

    Args:
        subject: The digest.
        approvals: The chain.
        people: Who may decide.
        unit: Whose document it is; None: it is of no one unit.

    Raises:
        SignatureRefused: A signature, a person or the chain does not hold.
    """
    check_signatures(subject, approvals, people, unit=unit)
    _check_people(approvals)


def check_signatures(
    subject: str,
    approvals: tuple[Approval, ...],
    people: People,
    *,
    unit: str | None = None,
) -> None:
    """Return only if every signature is over this digest and holds, however many.

    Raises:
        SignatureRefused: A signature or a person does not hold.
    """
    case = Case(people=people, unit=unit, settled=subject in people.settled)
    for approval in approvals:
        if approval.kind not in people.accepted_kinds:
            reason = f"现在不接受 {approval.kind} 这一种签名"
            raise SignatureRefused(reason)
        if approval.decision.subject != subject:
            reason = "签的不是这一份"
            raise SignatureRefused(reason)
        case.check_own(approval)
        _check_approval(approval, case)


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


def _check_approval(approval: Approval, case: Case) -> None:
    match approval:
        case CentreApproval():
            _check_centre(approval, approval.decision.canonical(), case)
        case Ed25519Approval():
            key = case.own_key(approval, KeyKind.ED25519)
            message = approval.statement()
            verify(public=key.public, signature=approval.signature, message=message)
        case WebauthnApproval():
            check_assertion(approval, case.own_key(approval, KeyKind.WEBAUTHN))
        case AttestedApproval():
            _check_attested(approval, case)
        case RecordedApproval():
            _check_centre(approval, approval.statement().canonical(), case)
        case _ as never:
            assert_never(never)


def _check_centre(
    approval: CentreApproval | RecordedApproval, message: bytes, case: Case
) -> None:
    key = case.key(approval.key, KeyKind.CENTRE)
    # The centre's time key may sign in no role.
    if approval.decision.role not in key.roles:
        raise SignatureRefused("签字人没有这个职责")
    verify(public=key.public, signature=approval.signature, message=message)


def _check_attested(approval: AttestedApproval, case: Case) -> None:
    clerks = {word.person for word in approval.attestations}
    if len(clerks) != len(approval.attestations):
        raise SignatureRefused("核对扫描件的不是两个人")
    if approval.decision.person in clerks:
        raise SignatureRefused("核对扫描件的人是签字人自己")
    for word in approval.attestations:
        key = case.clerks_key(word)
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
