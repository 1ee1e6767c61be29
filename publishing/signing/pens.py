"""Sign what an approver decides, with their own key wherever it counts (REQ-12).

Whose key counts for what says the list of people as devices have it. Others sign by
the centre's word, which is worth nothing in a role for which the list wants own keys.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.approval import (
    Approval,
    CentreApproval,
    Decision,
    Ed25519Approval,
    KeyKind,
    People,
    PersonKey,
    RecordedApproval,
    RecordedStatement,
    Role,
    WebauthnApproval,
    own_statement,
)
from programme.assertion import check_assertion
from programme.errors import SignatureRefused
from programme.keys import SigningKey, key_id
from programme.listed import may_decide
from publishing.errors import Refused
from publishing.signing.own_word import Assertion, Credential, OwnKeyNeeded, OwnWord
from publishing.staff.keys import Keys
from publishing.staff.offices import Person
from publishing.tables.own_keys import SecurityKey

AskPeople = Callable[[Session], People]
_ASSERTION_LIFE: Final = timedelta(minutes=10)
_OWN_KINDS: Final = (KeyKind.ED25519, KeyKind.WEBAUTHN)


class Pens:
    """Hand out pens: what one person signs one act with."""

    def __init__(self, *, keys: Keys, centre: SigningKey, people: AskPeople) -> None:
        self._keys = keys
        self._centre = centre
        self._people = people

    def take(self, actor: str, own: OwnWord | None) -> "Pen":
        """Return the pen for one act; a passphrase opens the key for it alone.

        Raises:
            NotThere: They have no key.
            TooMany: It is shut after wrong passphrases.
            Refused: The passphrase is wrong.
        """
        opened: SigningKey | Assertion | None = None
        if own is not None:
            opened = own.assertion
            if opened is None and own.passphrase:
                opened = self._keys.unlock(actor, passphrase=own.passphrase)
        return Pen(centre=self._centre, people=self._people, own=opened)

    def wanting_own(self, session: Session) -> tuple[Role, ...]:
        """Return the roles in which the centre's word is worth nothing."""
        return self._people(session).own_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Be the centre's key, and the actor's own where they gave it."""

    centre: SigningKey
    people: AskPeople
    own: SigningKey | Assertion | None = None

    @property
    def signs_once(self) -> bool:
        """Say whether it has signed already, and can sign nothing besides."""
        return isinstance(self.own, Assertion)

    def sign(
        self,
        session: Session,
        decision: Decision,
        *,
        unit: str | None,
        record: str | None = None,
        entered_by: Person | None = None,
    ) -> Approval:
        """Return a decision with its signature.

        Args:
            session: The act's own.
            decision: What is decided.
            unit: Whose matter it is; None: of no one unit.
            record: The SHA-256 of a meeting's record.
            entered_by: Who acts, where there is a record.

        Raises:
            OwnKeyNeeded: The person's own key counts here, and was not given.
            Refused: The centre's word is worth nothing here and the person has no
                key that counts; or the key that was given does not count.
        """
        people = self.people(session)
        by_clerk = entered_by is not None and entered_by.id != decision.person
        keys = () if by_clerk else _counting(people, decision, unit)
        if not keys:
            _check_centre_counts(people, decision.role, by_clerk=by_clerk)
            return self._by_centre(decision, record, entered_by)
        if self.own is None:
            kinds = {key.kind for key in keys}
            raise OwnKeyNeeded(
                decision,
                record,
                passphrase=KeyKind.ED25519 in kinds,
                credentials=_credentials(session, keys),
            )
        if isinstance(self.own, Assertion):
            return _asserted(decision, record, self.own, keys)
        name = key_id(self.own.public)
        _listed(name, KeyKind.ED25519, keys)
        return Ed25519Approval(
            decision=decision,
            record=record,
            key=name,
            signature=self.own.sign(own_statement(decision, record)),
        )

    def _by_centre(
        self, decision: Decision, record: str | None, entered_by: Person | None
    ) -> CentreApproval | RecordedApproval:
        key = key_id(self.centre.public)
        if record is None or entered_by is None:
            signature = self.centre.sign(decision.canonical())
            return CentreApproval(decision=decision, key=key, signature=signature)
        told = RecordedStatement(
            decision=decision,
            record=record,
            entered_by=entered_by.id,
            entered_by_name=entered_by.name,
        )
        return RecordedApproval(
            decision=decision,
            record=record,
            entered_by=entered_by.id,
            entered_by_name=entered_by.name,
            key=key,
            signature=self.centre.sign(told.canonical()),
        )


def _counting(
    people: People, decision: Decision, unit: str | None
) -> tuple[PersonKey, ...]:
    """Return the keys of who decides that count for an approver's decision."""
    if decision.role is not Role.APPROVER:
        return ()
    return tuple(
        key
        for key in people.keys
        if key.kind in _OWN_KINDS
        and key.kind.value in people.accepted_kinds
        and key.person == decision.person
        and may_decide(people, key, decision.role, unit)
    )


def _credentials(session: Session, keys: Sequence[PersonKey]) -> Iterator[Credential]:
    """Yield how a browser asks for those of the keys that are security keys."""
    names = [key.id for key in keys if key.kind is KeyKind.WEBAUTHN]
    query = select(SecurityKey).where(
        SecurityKey.key_id.in_(names), SecurityKey.retired_at.is_(None)
    )
    for row in session.scalars(query.order_by(SecurityKey.made_at)):
        yield Credential(
            key_id=row.key_id,
            credential=row.credential,
            relying_party=row.relying_party,
        )


def _check_centre_counts(people: People, role: Role, *, by_clerk: bool) -> None:
    """Return only if the centre's word is worth something in a role.

    Raises:
        Refused: It is not.
    """
    if role not in people.own_keys:
        return
    if by_clerk:
        message = (
            "本县的批准要用自己的钥匙签，不能由别人代录。"
            "请他签在审批单上，两位经办人到“纸面签字”用钥匙核对。"
        )
        raise Refused(message, code="own_key_not_to_be_entered")
    message = (
        "本县的批准要用自己的钥匙签，人员名单上还没有您的钥匙。"
        "请到“设置、我的钥匙”做一把，请管理员送线下签字；"
        "急的请签在审批单上，走“纸面签字”。"
    )
    raise Refused(message, code="own_key_missing")


def _listed(name: str, kind: KeyKind, keys: tuple[PersonKey, ...]) -> PersonKey:
    for key in keys:
        if key.id == name and key.kind is kind:
            return key
    message = (
        "这把钥匙还没有签进人员名单，终端不认。"
        "请管理员做人员名单签字申请；急的走“纸面签字”。"
    )
    raise Refused(message, code="own_key_not_listed")


def _asserted(
    decision: Decision,
    record: str | None,
    told: Assertion,
    keys: tuple[PersonKey, ...],
) -> WebauthnApproval:
    """Return the decision as the security key signed it a moment ago.

    Raises:
        Refused: It signed something else, too long ago, or does not count.
    """
    _check_fresh(told.decided_at, decision.decided_at)
    key = _listed(told.key, KeyKind.WEBAUTHN, keys)
    approval = WebauthnApproval(
        decision=decision.model_copy(update={"decided_at": told.decided_at}),
        record=record,
        key=told.key,
        authenticator_data=told.authenticator_data,
        client_data_json=told.client_data_json,
        signature=told.signature,
    )
    try:
        check_assertion(approval, key)
    except SignatureRefused as error:
        message = f"安全密钥的签名不成立：{error.reason}。请再按一次。"
        raise Refused(message, code="assertion_refused") from error
    return approval


def _check_fresh(signed_at: datetime, now: datetime) -> None:
    """Return only if something was signed a moment ago.

    Raises:
        Refused: It was signed too long ago, or later than now.
    """
    if not now - _ASSERTION_LIFE <= signed_at <= now:
        message = "安全密钥按得太久了。请再按一次。"
        raise Refused(message, code="assertion_old")
