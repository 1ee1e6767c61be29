"""Write a decision and the signature over it; decide nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from programme.approval import (
    Approval,
    CentreApproval,
    Decision,
    Role,
)
from programme.document import to_millisecond
from programme.keys import SigningKey, key_id
from publishing.staff.offices import Person
from publishing.tables.chains import DecisionNote
from publishing.tables.disclosures import DecisionRow, Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Be what a decision says besides: the step, and whom else it names."""

    step: str
    for_id: str | None = None
    """Whom a substitute stands in for."""
    entered_by: str | None = None
    """The clerk who entered it, where another decided."""
    record_sha256: str | None = None

    def named(self, person: str) -> Iterator[str]:
        """Yield everybody whom the signature keeps from other steps."""
        yield person
        for other in (self.for_id, self.entered_by):
            if other is not None:
                yield other


def centre_approval(
    person: Person,
    role: Role,
    *,
    subject: str,
    key: SigningKey,
    now: datetime,
    name: str = "",
) -> CentreApproval:
    """Return a decision that the centre vouches for: the person had signed in."""
    decision = decision_of(
        person.id, name or person.name, role, subject=subject, now=now
    )
    return CentreApproval(
        decision=decision,
        key=key_id(key.public),
        signature=key.sign(decision.canonical()),
    )


def decision_of(
    person: str, name: str, role: Role, *, subject: str, now: datetime
) -> Decision:
    """Return a person's decision over one document."""
    return Decision(
        subject=subject,
        person=person,
        name=name,
        role=role,
        decided_at=to_millisecond(now),
    )


def decide(
    session: Session, row: Draft, approval: Approval, beside: Beside, *, now: datetime
) -> None:
    """Keep a decision over the manifest that it names."""
    kept = DecisionRow(
        draft_id=row.id,
        manifest_sha256=approval.decision.subject,
        role=approval.decision.role,
        staff_id=approval.decision.person,
        decided_at=now,
        approval=approval.model_dump(mode="json"),
    )
    session.add(kept)
    session.flush()
    session.add(
        DecisionNote(
            decision_id=kept.id,
            step=beside.step,
            for_id=beside.for_id,
            entered_by=beside.entered_by,
            record_sha256=beside.record_sha256,
        )
    )
    session.flush()
