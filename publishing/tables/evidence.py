"""Hold what devices proved: signed batches as they came, and sums a day; no behaviour.

A batch is the evidence; every other table here can be made again from the batches.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Name


class WriterHead(Base):
    """Be how far the chain of one writer of one device is stored."""

    __tablename__ = "evidence_writer"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    writer: Mapped[Name] = mapped_column(primary_key=True)
    number: Mapped[int]
    digest: Mapped[Digest]
    updated_at: Mapped[datetime]


class EvidenceBatch(Base):
    """Be one signed envelope, compressed as it came; kept whatever its age."""

    __tablename__ = "evidence_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"))
    writer: Mapped[Name]
    first_number: Mapped[int]
    """The first number that was new with this batch; it may hold earlier ones too."""
    last_number: Mapped[int]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    """The envelope's bytes, as `publishing.packing.batch` keeps them."""
    received_at: Mapped[datetime]

    __table_args__ = (
        Index(None, "device_id", "writer", "last_number", unique=True),
        Index(None, "received_at"),
    )


class PaintedDay(Base):
    """Be what one device painted of one manifest on one service day.

    Minutes and exposures are those within service hours, by `programme.coverage`.
    """

    __tablename__ = "painted_day"

    disclosure_id: Mapped[Name] = mapped_column(primary_key=True)
    manifest_sha256: Mapped[Digest] = mapped_column(primary_key=True)
    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    group_id: Mapped[Name]
    milliseconds: Mapped[int]
    exposures: Mapped[int]
    pages: Mapped[JsonValue]
    """Of sums from before `programme.coverage`: how often each page stood."""
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    last_page: Mapped[int]
    """Page number, from 1."""
    last_page_sha256: Mapped[Digest]
    uncertain_milliseconds: Mapped[int] = mapped_column(default=0, server_default="0")
    uncertain_exposures: Mapped[int] = mapped_column(default=0, server_default="0")
    """Whose clock was in doubt, and the day with it (`programme.clock_doubt`)."""

    __table_args__ = (
        Index(None, "group_id", "day"),
        Index(None, "disclosure_id", "day"),
        Index(None, "device_id", "last_at"),
    )


class ListedDay(Base):
    """Be how long one kiosk was in service and listed a disclosure on one day."""

    __tablename__ = "listed_day"

    disclosure_id: Mapped[Name] = mapped_column(primary_key=True)
    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    group_id: Mapped[Name]
    milliseconds: Mapped[int]
    last_at: Mapped[datetime]
    uncertain_milliseconds: Mapped[int] = mapped_column(default=0, server_default="0")

    __table_args__ = (
        Index(None, "group_id", "day"),
        Index(None, "disclosure_id", "day"),
    )


class Adoption(Base):
    """Be one programme that a device put in force."""

    __tablename__ = "adoption"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    programme_version: Mapped[int] = mapped_column(primary_key=True)
    programme: Mapped[Digest]
    at: Mapped[datetime]
    vanished: Mapped[JsonValue]
    refused: Mapped[JsonValue]


class WithdrawalReceipt(Base):
    """Be one device's word that it got a withdrawal, and that the glass is clear."""

    __tablename__ = "withdrawal_receipt"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(primary_key=True)
    adopted_at: Mapped[datetime | None]
    """When the device took the withdrawal over."""
    gone_at: Mapped[datetime | None]
    """When the disclosure had left the glass."""


class ErasureReceiptRow(Base):
    """Be one device's word that nothing of a version is on its disk any more."""

    __tablename__ = "erasure_receipt"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    manifest_sha256: Mapped[Digest] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(index=True)
    at: Mapped[datetime]


class EvidenceGap(Base):
    """Be numbers of a chain that a device lost and said so."""

    __tablename__ = "evidence_gap"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    writer: Mapped[Name] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    first_lost: Mapped[int]
    last_lost: Mapped[int]
    reason: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    of_writer: Mapped[Name | None]
    """The chain that was lost and whose numbers they are; None: this one."""


class SlideFaultRow(Base):
    """Be a page that a device could not show, as it said last."""

    __tablename__ = "slide_fault"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    page: Mapped[Digest] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name]
    reason: Mapped[str] = mapped_column(String(20))
    times: Mapped[int]
    last_at: Mapped[datetime]


class RefusedBatch(Base):
    """Be one batch that was refused, so that staff see who delivers broken chains."""

    __tablename__ = "refused_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), index=True)
    writer: Mapped[Name]
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
