"""Sign a state of the directory as its two people do; decide nothing.

The centre vouches for who handed it over. The approver's own key signs the approval
where the list of people knows it; where it does not yet, it signs a word of its own
beside the centre's (decision 0062).
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from directory.model import Directory
from programme.approval import CentreApproval, Decision, Ed25519Approval, Role
from programme.document import to_millisecond
from programme.keys import SigningKey, key_id
from publishing.signing.pens import Pen
from publishing.staff.offices import Person
from publishing.tables.people import StaffMember
from publishing.tables.services import DirectoryProposal


def signed(
    session: Session,
    row: DirectoryProposal,
    person: Person,
    *,
    pen: Pen,
    now: datetime,
) -> Mapping[str, object]:
    """Return the signatures of a state, by the fields of `Directory`.

    Raises:
        OwnKeyNeeded: The approver's own key counts, and was not given.
    """
    proposed = Directory.model_validate(row.body)
    subject, unit = proposed.matter(), proposed.county
    maker = session.get_one(StaffMember, row.made_by)
    handed = Decision(
        subject=subject,
        person=maker.id,
        name=maker.name,
        role=Role.DRAFTER,
        decided_at=to_millisecond(row.made_at),
    )
    approved = Decision(
        subject=subject,
        person=person.id,
        name=person.name,
        role=Role.APPROVER,
        decided_at=to_millisecond(now),
    )
    approvals = tuple(pen.sign(session, one, unit=unit) for one in (handed, approved))
    own = None
    if isinstance(approvals[1], CentreApproval) and isinstance(pen.own, SigningKey):
        own = Ed25519Approval(
            decision=approved,
            key=key_id(pen.own.public),
            signature=pen.own.sign(approved.canonical()),
        )
    return {"approvals": approvals, "own_word": own}
