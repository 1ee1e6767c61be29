"""List who may sign: the centre, and the keys of clerks who attest paper (REQ-12)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.approval import KeyKind, People, PersonKey
from publishing.tables.papers import StaffKey


def listed_people(session: Session, centre: People) -> People:
    """Return the list with every key of staff that was ever good.

    A key that another took the place of signs nothing more here, but what it signed
    hangs: without it devices would let go of good disclosures. Keys of staff attest
    paper and hold no role of their own.
    """
    rows = session.scalars(select(StaffKey).order_by(StaffKey.key_id))
    keys = tuple(
        PersonKey(
            kind=KeyKind.ED25519,
            id=row.key_id,
            public=row.public,
            person=row.staff_id,
            roles=(),
        )
        for row in rows
    )
    return centre.model_copy(update={"keys": (*centre.keys, *keys)})


def to_be_signed(session: Session, centre: People, signed: People) -> People | None:
    """Return the list that the holders of offline keys should sign next.

    None: what they signed last says the same already.
    """
    wanted = listed_people(session, centre)
    if wanted.model_copy(update={"version": signed.version}) == signed:
        return None
    return wanted.model_copy(update={"version": signed.version + 1})
