"""Register security keys of staff (W3C Web Authentication); they sign in the browser.

The private part never leaves the key. What registers is told by the person's own
browser; whose key it is counts only once offline keys have signed the list of people.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Final

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.assertion import PublicKey, challenge_of, public_key
from programme.canonical import canonical_bytes, sha256_hex
from programme.document import Base64Url, Instant, to_millisecond
from programme.errors import SignatureRefused
from programme.keys import from_base64url, key_id, to_base64url
from programme.programme import PEOPLE_TARGET
from publishing.errors import Conflict, NotThere, Refused
from publishing.oversight.journal import record
from publishing.releases_due import ask_for
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.own_keys import SecurityKey

_LIFE: Final = timedelta(minutes=10)
_PRESENT_AND_VERIFIED: Final = 0x05
_LEAST_LENGTH: Final = 37
_MOST_LABEL: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityKeyView:
    """Be one security key as its owner sees it."""

    key_id: str
    label: str
    relying_party: str
    credential: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Be what a browser is asked when a key is registered."""

    challenge: str
    asked_at: datetime
    user: str
    """The bytes that name the account, as base64url."""
    name: str
    relying_party: str


class Registered(BaseModel):
    """Be what the browser gave back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked_at: Instant
    credential: Base64Url = Field(max_length=1_400)
    public: Base64Url = Field(max_length=1_400)
    """The SubjectPublicKeyInfo."""
    authenticator_data: Base64Url = Field(max_length=4_000)
    client_data_json: Base64Url = Field(max_length=4_000)


class SecurityKeys:
    """Register, show and retire security keys; somebody may have several."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def invite(self, actor: str, *, host: str) -> Invitation:
        """Return what the browser is asked to register a key for.

        Args:
            actor: Whose key.
            host: The name under which the person's browser reached the centre.

        Raises:
            Refused: The centre was reached by a number, not by a name.
        """
        _check_host(host)
        now = to_millisecond(self._acting.clock.now())

        def do(session: Session, person: Person) -> Invitation:
            del session
            return Invitation(
                challenge=challenge_of(_asked(person.id, now)),
                asked_at=now,
                user=to_base64url(person.id.encode()),
                name=person.name,
                relying_party=host,
            )

        return self._acting.look(actor, "key.show", do)

    def register(
        self, actor: str, told: Registered, *, host: str, label: str
    ) -> SecurityKeyView:
        """Keep a security key that the browser has just made.

        Raises:
            Refused: It answers another question, or is of no kind that devices know.
            Conflict: It is registered already.
        """
        _check_host(host)
        now = self._acting.clock.now()
        _check_answer(actor, told, host, now)
        name = key_id(told.public)
        words = label.strip()[:_MOST_LABEL] or "安全密钥"

        def do(session: Session, person: Person) -> SecurityKeyView:
            if session.get(SecurityKey, name) is not None:
                raise Conflict("这把安全密钥已经登记过了。")
            row = SecurityKey(
                key_id=name,
                staff_id=person.id,
                credential=told.credential,
                public=told.public,
                relying_party=host,
                label=words,
                made_at=now,
            )
            session.add(row)
            session.flush()
            _note(session, person, "key.registered", name, now)
            return _view(row)

        return self._acting.act(actor, "key.register", do)

    def mine(self, actor: str) -> tuple[SecurityKeyView, ...]:
        """Return a person's security keys that are good.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[SecurityKeyView, ...]:
            query = select(SecurityKey).where(
                SecurityKey.staff_id == person.id, SecurityKey.retired_at.is_(None)
            )
            rows = session.scalars(query.order_by(SecurityKey.made_at))
            return tuple(_view(row) for row in rows)

        return self._acting.look(actor, "key.show", do)

    def retire(self, actor: str, name: str) -> None:
        """Let one's own security key sign nothing more: it was lost or given back.

        Raises:
            NotThere: They have no such key.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row = session.get(SecurityKey, name)
            if row is None or row.staff_id != person.id or row.retired_at is not None:
                raise NotThere("这把安全密钥")
            row.retired_at = now
            _note(session, person, "key.retired", name, now)

        self._acting.act(actor, "key.retire", do)


def _check_host(host: str) -> None:
    """Return only if keys can be bound to how the centre was reached.

    Raises:
        Refused: By a number: browsers bind keys to names alone.
    """
    try:
        ip_address(host)
    except ValueError:
        return
    message = (
        "安全密钥认网站的域名，用数字地址打开的页面登记不了。"
        "请用发布中心的域名打开这一页再登记。"
    )
    raise Refused(message, code="host_is_a_number")


def _asked(staff: str, at: datetime) -> bytes:
    """Return what a registration's challenge is the digest of."""
    told = {"staff": staff, "at": at.isoformat(), "format": "mingbai.new-key/1"}
    return canonical_bytes(told)


def _check_answer(actor: str, told: Registered, host: str, now: datetime) -> None:
    """Return only if an answer is to what was asked a moment ago.

    Raises:
        Refused: It is not.
    """
    if not now - _LIFE <= told.asked_at <= now:
        raise Refused("登记得太久了。请再登记一次。", code="registration_old")
    try:
        client = _json(told.client_data_json)
        data = from_base64url(told.authenticator_data)
        _public(told.public)
    except (ValueError, SignatureRefused) as error:
        message = "浏览器给的内容不对，或者这种安全密钥不支持。请换一把再试。"
        raise Refused(message, code="key_unusable") from error
    wanted = challenge_of(_asked(actor, told.asked_at))
    answers = (
        client.get("type") == "webauthn.create"
        and client.get("challenge") == wanted
        and len(data) >= _LEAST_LENGTH
        and data[:32].hex() == sha256_hex(host.encode())
    )
    if not answers:
        message = "浏览器答的不是这一次登记。请再登记一次。"
        raise Refused(message, code="registration_other")
    if data[32] & _PRESENT_AND_VERIFIED != _PRESENT_AND_VERIFIED:
        message = "安全密钥没有确认到本人。请给它设好 PIN 或指纹再登记。"
        raise Refused(message, code="key_without_pin")


def _json(text: str) -> Mapping[str, object]:
    told = json.loads(from_base64url(text))
    if not isinstance(told, dict):
        msg = "no object"
        raise ValueError(msg)  # noqa: TRY004 - bad bytes from outside, not a bad type
    return told


def _public(public: str) -> PublicKey:
    return public_key(public)


def _view(row: SecurityKey) -> SecurityKeyView:
    return SecurityKeyView(
        key_id=row.key_id,
        label=row.label,
        relying_party=row.relying_party,
        credential=row.credential,
        made_at=row.made_at,
    )


def _note(session: Session, person: Person, act: str, name: str, now: datetime) -> None:
    details = {"key": name, "kind": "webauthn"}
    record(
        session, actor=person.id, act=act, subject=person.id, details=details, at=now
    )
    ask_for(session, PEOPLE_TARGET, now)
