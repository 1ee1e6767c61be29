"""Sign a state of the directory as its two people do; decide nothing.

The centre vouches that both had signed in, as it does for disclosures; an approver who
has a key of their own signs besides with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from directory.model import Directory
from programme.approval import (
    CentreApproval,
    Decision,
    Ed25519Approval,
    Role,
)
from programme.document import to_millisecond
from programme.keys import SigningKey, key_id
from publishing.staff.offices import Person
from publishing.tables.people import StaffMember
from publishing.tables.services import DirectoryProposal

Form = TypeVar("Form", CentreApproval, Ed25519Approval)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKeys:
    """Be the keys at hand: the centre's, and the approver's own where there is one."""

    centre: SigningKey
    own: SigningKey | None


def signed(
    session: Session,
    row: DirectoryProposal,
    person: Person,
    *,
    keys: SigningKeys,
    now: datetime,
) -> Mapping[str, object]:
    """Return the signatures of a state, by the fields of `Directory`."""
    subject = Directory.model_validate(row.body).matter()
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
    by_centre = [_word(CentreApproval, one, keys.centre) for one in (handed, approved)]
    own = None if keys.own is None else _word(Ed25519Approval, approved, keys.own)
    return {"approvals": tuple(by_centre), "own_word": own}


def _word(form: type[Form], decision: Decision, key: SigningKey) -> Form:
    return form(
        decision=decision,
        key=key_id(key.public),
        signature=key.sign(decision.canonical()),
    )
