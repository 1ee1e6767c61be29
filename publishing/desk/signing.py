"""Write a decision and the centre's signature over it; decide nothing."""

from datetime import datetime

from sqlalchemy.orm import Session

from programme.approval import CentreApproval, Decision, Role
from programme.keys import SigningKey, key_id
from publishing.staff.offices import Person
from publishing.tables.disclosures import DecisionRow, Draft


def centre_approval(
    person: Person, role: Role, *, subject: str, key: SigningKey, now: datetime
) -> CentreApproval:
    """Return a decision that the centre vouches for: the person had signed in."""
    decision = Decision(
        subject=subject,
        person=person.id,
        name=person.name,
        role=role,
        decided_at=now.replace(microsecond=now.microsecond // 1000 * 1000),
    )
    return CentreApproval(
        decision=decision,
        key=key_id(key.public),
        signature=key.sign(decision.canonical()),
    )


def decide(
    session: Session, row: Draft, approval: CentreApproval, *, now: datetime
) -> None:
    """Keep a decision over the manifest that it names."""
    session.add(
        DecisionRow(
            draft_id=row.id,
            manifest_sha256=approval.decision.subject,
            role=approval.decision.role,
            staff_id=approval.decision.person,
            decided_at=now,
            approval=approval.model_dump(mode="json"),
        )
    )
    session.flush()
