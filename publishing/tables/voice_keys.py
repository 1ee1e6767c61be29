"""Hold when keys that open questions came and went; no key is here."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Name


class VoiceKeyRow(Base):
    """Be one key by its public half."""

    __tablename__ = "voice_key"

    public: Mapped[Name] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    """From then on nothing new is sealed to it, but by displays without network."""
    destroyed_at: Mapped[datetime | None]
    """From then on nobody opens what was sealed to it."""
