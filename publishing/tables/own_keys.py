"""Hold security keys, and who vouched for keys that replace others; no behaviour."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, Line, Name


class SecurityKey(Base):
    """Be one security key of a member of staff; its private part never leaves it."""

    __tablename__ = "security_key"

    key_id: Mapped[Digest] = mapped_column(primary_key=True)
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    credential: Mapped[str] = mapped_column(Text)
    """How the browser asks for it: base64url."""
    public: Mapped[str] = mapped_column(Text)
    """Its DER SubjectPublicKeyInfo as base64url."""
    relying_party: Mapped[Line]
    """The host name of the centre at which it was registered."""
    label: Mapped[Line]
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class KeyVouch(Base):
    """Be the word of a second person that a new key is really its owner's."""

    __tablename__ = "key_vouch"

    key_id: Mapped[Digest] = mapped_column(primary_key=True)
    vouched_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    vouched_at: Mapped[datetime]
