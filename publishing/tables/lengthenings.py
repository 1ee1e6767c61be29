"""Hold which windows were given another end by hand, by whom and why; no behaviour."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Name


class LengtheningRow(Base):
    """Be one end that the publishing office moved; it needs no new signature."""

    __tablename__ = "lengthening"

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    manifest_sha256: Mapped[Digest] = mapped_column(ForeignKey("manifest.sha256"))
    groups: Mapped[JsonValue]
    """The display groups on which the end was moved."""
    ended_at: Mapped[datetime]
    """The end before, of several the latest."""
    ends_at: Mapped[datetime]
    """The end since."""
    reason: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    moved_at: Mapped[datetime]
