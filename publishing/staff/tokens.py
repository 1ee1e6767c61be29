"""Make and use one-time tokens for invitations and resets; only hashes are kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.canonical import sha256_hex
from publishing.errors import Refused
from publishing.tables.people import StaffMember, StaffState, StaffToken, TokenPurpose

GOOD_FOR = {
    TokenPurpose.INVITATION: timedelta(days=7),
    TokenPurpose.RESET: timedelta(hours=24),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeToken:
    """Be a token as it is told once to who hands it over; it is kept nowhere."""

    staff_id: str
    login: str
    token: str
    purpose: TokenPurpose
    expires_at: datetime


def new_token(
    session: Session,
    member: StaffMember,
    *,
    purpose: TokenPurpose,
    actor: str,
    now: datetime,
) -> OneTimeToken:
    """Return a new token; earlier ones of this account are void from now on."""
    _void(session, member.id, now=now)
    token = secrets.token_urlsafe(24)
    row = StaffToken(
        token_hash=sha256_hex(token.encode()),
        staff_id=member.id,
        purpose=purpose,
        created_by=actor,
        created_at=now,
        expires_at=now + GOOD_FOR[purpose],
    )
    session.add(row)
    return OneTimeToken(
        staff_id=member.id,
        login=member.login,
        token=token,
        purpose=purpose,
        expires_at=row.expires_at,
    )


def use_token(session: Session, token: str, *, now: datetime) -> StaffMember:
    """Return whose token it is and void it.

    Raises:
        Refused: It is unknown, used or expired, or the person has left.
    """
    row = session.get(StaffToken, sha256_hex(token.encode()))
    if row is None or row.used_at is not None or row.expires_at <= now:
        raise _refusal()
    member = session.get_one(StaffMember, row.staff_id)
    if member.state is StaffState.LEFT:
        raise _refusal()
    row.used_at = now
    return member


def _void(session: Session, staff_id: str, *, now: datetime) -> None:
    query = select(StaffToken).where(
        StaffToken.staff_id == staff_id, StaffToken.used_at.is_(None)
    )
    for row in session.scalars(query):
        row.used_at = now


def _refusal() -> Refused:
    message = "这个链接用过了、过期了，或者不对。请找管理员重发一个。"
    return Refused(message, code="token_refused")
