"""Hold the log of evidence, its checkpoints and certificates over it; no behaviour.

Rows are added and never changed. Whoever changes or deletes one is found by everybody
who kept a checkpoint (F29).
"""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, Name


class LogLeaf(Base):
    """Be one leaf in its place; places have no gaps."""

    __tablename__ = "log_leaf"

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(160))
    """What is asked for by it: a disclosure, a manifest, a device and its writer."""
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    """The leaf's canonical bytes."""

    __table_args__ = (Index(None, "kind", "subject", "place"),)


class LogNode(Base):
    """Be the hash of a complete subtree of 256, 65,536, … leaves."""

    __tablename__ = "log_node"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class LogCheckpoint(Base):
    """Be one checkpoint that was signed."""

    __tablename__ = "log_checkpoint"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    note: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime] = mapped_column(index=True)


class DeviceCheckpoint(Base):
    """Be a checkpoint that a device keeps, as it says in its signed records."""

    __tablename__ = "device_checkpoint"

    device_id: Mapped[Name] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[str] = mapped_column(String(64), primary_key=True)
    note: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime]
    trouble: Mapped[str] = mapped_column(String(20))
    """Empty where all is well; else how the log was found changed."""

    __table_args__ = (Index(None, "trouble"),)


class IssuedCertificate(Base):
    """Be one certificate that was issued; its files are kept by their digests."""

    __tablename__ = "issued_certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    disclosure_id: Mapped[Name] = mapped_column(index=True)
    manifest_sha256: Mapped[Digest]
    bundle: Mapped[Digest]
    """The machine-readable file."""
    sheet: Mapped[Digest]
    """The PDF for the file."""
    log_size: Mapped[int]
    counted: Mapped[int]
    short: Mapped[int]
    issued_by: Mapped[Name]
    issued_at: Mapped[datetime]
