"""List who may sign: the centre, and the keys of staff with what each may (REQ-12)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.approval import (
    GroupUnit,
    KeyKind,
    KeyOffice,
    People,
    PersonKey,
    Role,
    UnitAbove,
)
from publishing.release.hanging import Decided, decided_now, holds
from publishing.release.others import OWN_KINDS
from publishing.staff.vouching import unvouched
from publishing.tables.own_keys import SecurityKey
from publishing.tables.papers import StaffKey
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.schedule import DisplayGroup
from publishing.tables.substitutes import Substitute
from publishing.tables.units import UnitRow

_ROLES = {
    Office.DRAFTER: Role.DRAFTER,
    Office.REVIEWER: Role.REVIEWER,
    Office.PUBLISHER: Role.REVIEWER,
    Office.APPROVER: Role.APPROVER,
}
_CLERKS = frozenset({Office.DRAFTER, Office.REVIEWER, Office.PUBLISHER})
_Held = Mapping[str, frozenset[Office]]
"""Offices by their unit."""


def listed_people(session: Session, centre: People) -> People:
    """Return the list with every key of staff that was ever good.

    Where own keys are offered, a key that is good carries the offices of its owner, a
    substitute's those that they may act for; one that another took the place of signs
    nothing more, but what it signed hangs: without it devices would let go of good
    disclosures. A key that nobody vouched for yet is not on it. Before, keys of staff
    attest paper and hold no role.
    """
    rows = session.scalars(select(StaffKey).order_by(StaffKey.key_id))
    if OWN_KINDS[0] not in centre.accepted_kinds:
        keys = [_listed(row, {}) for row in rows]
        return centre.model_copy(update={"keys": (*centre.keys, *keys)})
    held, waiting = _offices(session), unvouched(session)
    names = dict(session.execute(select(StaffMember.id, StaffMember.name)).all())
    devices = session.scalars(select(SecurityKey).order_by(SecurityKey.key_id))
    keys = [
        _listed(
            row,
            {} if row.retired_at else held.get(row.staff_id, {}),
            name=names[row.staff_id],
        )
        for row in (*rows, *devices)
        if row.key_id not in waiting
    ]
    more = {
        "keys": (*centre.keys, *keys),
        "units": tuple(_units(session)),
        "groups": tuple(_groups(session)),
    }
    return centre.model_copy(update=more)


def is_waiting(session: Session, centre: People, signed: People) -> bool:
    """Say whether another list waits for the holders of offline keys."""
    return _wanted(session, centre, signed) != signed


def to_be_signed(
    session: Session, centre: People, signed: People, *, now: datetime
) -> People | None:
    """Return the list that the holders of offline keys should sign next.

    What hangs by signatures that hold today and would not tomorrow is named on it, so
    that nothing good comes down: see `People.settled`. None: what they signed last
    says the same already.
    """
    wanted = _wanted(session, centre, signed)
    if wanted == signed:
        return None
    return with_settled(
        wanted.model_copy(update={"version": signed.version + 1}),
        (one for one in decided_now(session, now) if holds(one, signed)),
    )


def _wanted(session: Session, centre: People, signed: People) -> People:
    """Return the list as it should be, under the number of the one that holds."""
    kept = {"settled": signed.settled, "version": signed.version}
    return listed_people(session, centre).model_copy(update=kept)


def with_settled(wanted: People, standing: Iterable[Decided]) -> People:
    """Return a list that names what is to stand and would not by its offices."""
    missing = {one.subject for one in standing if not holds(one, wanted)}
    settled = {*wanted.settled, *missing}
    return wanted.model_copy(update={"settled": tuple(sorted(settled))})


def settling_all(session: Session, wanted: People, *, now: datetime) -> People:
    """Return a list that lets everything stand that was decided until now.

    It is for what was decided between two lists; the holders see how much it is.
    """
    return with_settled(wanted, decided_now(session, now))


def _listed(row: StaffKey | SecurityKey, held: _Held, *, name: str = "") -> PersonKey:
    device = row if isinstance(row, SecurityKey) else None
    return PersonKey(
        kind=KeyKind.ED25519 if device is None else KeyKind.WEBAUTHN,
        relying_party="" if device is None else device.relying_party,
        id=row.key_id,
        public=row.public,
        person=row.staff_id,
        roles=(),
        offices=tuple(_key_offices(held)),
        name=name,
    )


def _key_offices(held: _Held) -> Iterable[KeyOffice]:
    for unit, offices in sorted(held.items()):
        roles = {_ROLES[office] for office in offices if office in _ROLES}
        if roles:
            yield KeyOffice(
                unit=unit,
                roles=tuple(role for role in Role if role in roles),
                attests=bool(offices & _CLERKS),
            )


def _offices(session: Session) -> Mapping[str, _Held]:
    """Return the offices of everybody who may act, substitutes' ones among them."""
    own = select(StaffOffice.staff_id, StaffOffice.unit_id, StaffOffice.office).join(
        StaffMember, StaffMember.id == StaffOffice.staff_id
    )
    found: dict[str, dict[str, frozenset[Office]]] = {}
    rows = [
        *session.execute(own.where(StaffMember.state == StaffState.ACTIVE)).all(),
        *session.execute(
            select(Substitute.substitute_id, Substitute.unit_id, Substitute.office)
            .join(StaffMember, StaffMember.id == Substitute.substitute_id)
            .where(
                Substitute.ended_at.is_(None),
                StaffMember.state == StaffState.ACTIVE,
            )
        ).all(),
    ]
    for staff, unit, office in rows:
        units = found.setdefault(staff, {})
        units[unit] = units.get(unit, frozenset()) | {office}
    return found


def _units(session: Session) -> Iterable[UnitAbove]:
    query = select(UnitRow.id, UnitRow.parent_id).order_by(UnitRow.id)
    for unit, above in session.execute(query):
        if above is not None:
            yield UnitAbove(unit=unit, above=above)


def _groups(session: Session) -> Iterable[GroupUnit]:
    query = (
        select(DisplayGroup.id, DisplayGroup.unit_id)
        .where(DisplayGroup.closed_at.is_(None))
        .order_by(DisplayGroup.id)
    )
    for group, unit in session.execute(query):
        yield GroupUnit(group=group, unit=unit)
