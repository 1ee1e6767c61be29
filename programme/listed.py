"""Look a key up on the list of people: whose it is, and what it may sign where.

It verifies no signature: that is `verdict`'s matter.
"""

from dataclasses import dataclass

from programme.approval import (
    Approval,
    Attestation,
    CentreApproval,
    Ed25519Approval,
    KeyKind,
    KeyOffice,
    People,
    PersonKey,
    RecordedApproval,
    Role,
    WebauthnApproval,
)
from programme.errors import SignatureRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Be the list of people beside one document."""

    people: People
    unit: str | None
    """Whose document it is; None: it is of no one unit."""
    settled: bool
    """The list itself says that it was decided before."""

    def check_own(self, approval: Approval) -> None:
        """Return only if the centre's word is enough, where it is the centre's.

        Raises:
            SignatureRefused: The role wants a key of one's own.
        """
        if self.settled or not isinstance(approval, CentreApproval | RecordedApproval):
            return
        if approval.decision.role in self.people.own_keys:
            raise SignatureRefused("没有用自己的钥匙签")

    def key(self, key_id: str, kind: KeyKind) -> PersonKey:
        """Return a key of the list.

        Raises:
            SignatureRefused: It is not on it.
        """
        for key in self.people.keys:
            if key.id == key_id and key.kind is kind:
                return key
        raise SignatureRefused("名单里没有这把钥匙")

    def own_key(
        self, approval: Ed25519Approval | WebauthnApproval, kind: KeyKind
    ) -> PersonKey:
        """Return the key of who decided, if it may sign in this role for the unit.

        Raises:
            SignatureRefused: It is not on the list, another's, or may not.
        """
        key, role = self.key(approval.key, kind), approval.decision.role
        if key.person != approval.decision.person:
            raise SignatureRefused("钥匙不是签字人的")
        if not self.settled and not may_decide(self.people, key, role, self.unit):
            raise SignatureRefused("签字人没有这个职责")
        return key

    def clerks_key(self, word: Attestation) -> PersonKey:
        """Return the key of a clerk who attests paper.

        Before own keys are wanted, every key on the list may attest.

        Raises:
            SignatureRefused: It is not on the list, another's, or may not attest.
        """
        key = self.key(word.key, KeyKind.ED25519)
        if key.person != word.person:
            raise SignatureRefused("钥匙不是核对人的")
        if self.settled or not self.people.own_keys:
            return key
        if not any(
            office.attests and _covers(self.people, office, self.unit)
            for office in key.offices
        ):
            raise SignatureRefused("核对的人没有这个职责")
        return key


def may_decide(people: People, key: PersonKey, role: Role, unit: str | None) -> bool:
    """Say whether a key may sign in a role for a unit; None: for any."""
    if not key.offices:
        return role in key.roles
    return any(
        role in office.roles and _covers(people, office, unit) for office in key.offices
    )


def _covers(people: People, office: KeyOffice, unit: str | None) -> bool:
    """Say whether an office is held for a unit or for one above it.

    The ids of units begin with the county's, so that a unit that the list does not
    know yet is still the county's.
    """
    if unit is None or office.unit in {unit, unit.split("-", maxsplit=1)[0]}:
        return True
    above = {one.unit: one.above for one in people.units}
    seen: set[str] = set()
    while unit in above and unit not in seen:
        seen.add(unit)
        unit = above[unit]
        if unit == office.unit:
            return True
    return False
