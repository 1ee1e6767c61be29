"""Hold what devices said of their glass, pictures of it, and when batches begin.

Everything here but the pictures can be made again from the batches; no behaviour.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, Name


class EvidenceSpan(Base):
    """Be from when to when the records of one batch speak; it leads to the batch."""

    __tablename__ = "evidence_span"

    batch_id: Mapped[int] = mapped_column(
        ForeignKey("evidence_batch.id"), primary_key=True, autoincrement=False
    )
    device_id: Mapped[Name]
    from_at: Mapped[datetime]
    to_at: Mapped[datetime]

    __table_args__ = (Index(None, "device_id", "to_at"),)


class EvidenceShape(Base):
    """Be what the records of one slide share; kept batches name it by its number."""

    __tablename__ = "evidence_shape"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[Digest] = mapped_column(unique=True)
    body: Mapped[str] = mapped_column(Text)
    """Canonical JSON, as `publishing.packing.shapes` writes it."""


class GlassState(Base):
    """Be what one device read back from its glass last, and how its browser fares."""

    __tablename__ = "glass_state"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    checked_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(20))
    """A name of `programme.glass.GlassOutcome`."""
    disclosure_id: Mapped[Name | None]
    page: Mapped[Digest | None]
    differed_at: Mapped[datetime | None]
    """When it last was not what was signed."""
    started_at: Mapped[datetime | None]
    start_reason: Mapped[str | None] = mapped_column(String(20))
    photographed_at: Mapped[datetime | None]
    """When the last picture of the glass was taken."""
    failed_at: Mapped[datetime | None]
    """When a picture was due last and could not be taken or kept."""
    fail_reason: Mapped[str | None] = mapped_column(String(20))
    """As `programme.glass.CaptureFailed` has it."""


class CaptureRow(Base):
    """Be one picture of a whole glass, as a device's chain names it."""

    __tablename__ = "capture"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    picture: Mapped[Digest] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    length: Mapped[int]
    view: Mapped[str] = mapped_column(String(20))
    disclosure_id: Mapped[Name | None]
    page: Mapped[Digest | None]
    programme_version: Mapped[int]
    cause: Mapped[str] = mapped_column(String(20))
    part: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What has come of the picture so far; the whole lies in the file store."""
    stored_at: Mapped[datetime | None]
    """When the whole was there and was what the chain says."""
    gone_at: Mapped[datetime | None]
    """When the picture was removed for good; this row is its tombstone."""
    gone_because: Mapped[str | None] = mapped_column(String(20))
    """A name of `publishing.evidence.picture_ends.Because`."""

    __table_args__ = (
        Index(None, "device_id", "at"),
        Index(None, "disclosure_id"),
        Index(None, "gone_at", "at"),
    )


class PictureHold(Base):
    """Be the word that a disclosure is disputed: its pictures are not to age out."""

    __tablename__ = "picture_hold"

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(ForeignKey("disclosure.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    held_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    held_at: Mapped[datetime]
    lifted_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    lifted_at: Mapped[datetime | None]
