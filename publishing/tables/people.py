"""Hold the staff: accounts, their offices, one-time tokens, sessions; no behaviour.

No password and no token is ever kept: only argon2id and SHA-256 of them.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, Line, Name


class StaffState(StrEnum):
    """Say how an account stands; it is never deleted.

    ::

        invited ──(token used)──▶ active ──(leave)──▶ left
           └──────────────(leave)────────────────────▲
    """

    INVITED = "invited"
    ACTIVE = "active"
    LEFT = "left"


class Office(StrEnum):
    """Say what somebody may do for a unit and the units below it (REQ-12)."""

    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    PUBLISHER = "publisher"
    """The office that keeps groups, halls, devices and the directory."""
    ADMIN = "admin"
    SECRECY = "secrecy"
    """Who concludes secrecy reviews (REQ-19)."""
    REQUESTS = "requests"
    """Who keeps the register of requests for disclosure (REQ-55)."""
    INSPECTOR = "inspector"
    """Who looks at everything and does nothing (REQ-70)."""


class TokenPurpose(StrEnum):
    """Say what a one-time token lets its bearer do."""

    INVITATION = "invitation"
    RESET = "reset"


class StaffMember(Base):
    """Be one person's account."""

    __tablename__ = "staff"

    id: Mapped[Name] = mapped_column(primary_key=True)
    login: Mapped[Name] = mapped_column(unique=True)
    name: Mapped[Line]
    state: Mapped[StaffState]
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_at: Mapped[datetime | None]
    locked_until: Mapped[datetime | None]
    """None with `locked_at`: until an administrator unlocks."""
    lock_reason: Mapped[Line] = mapped_column(default="")
    left_at: Mapped[datetime | None]


class StaffOffice(Base):
    """Be one office that one person holds for one unit."""

    __tablename__ = "staff_office"

    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    office: Mapped[Office] = mapped_column(primary_key=True)

    __table_args__ = (Index(None, "unit_id", "office"),)


class StaffToken(Base):
    """Be an invitation or a reset, good for one use until it expires."""

    __tablename__ = "staff_token"

    token_hash: Mapped[Digest] = mapped_column(primary_key=True)
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    purpose: Mapped[TokenPurpose]
    created_by: Mapped[Name]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class StaffSession(Base):
    """Be one signed-in browser; ending the row ends the session at once."""

    __tablename__ = "staff_session"

    token_hash: Mapped[Digest] = mapped_column(primary_key=True)
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
