"""Hold what became of each backup, and by what rule they are made; no behaviour."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base


class BackupRun(Base):
    """Be one attempt to make a backup."""

    __tablename__ = "backup_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    """Of its folder; empty where none was made."""
    why: Mapped[str] = mapped_column(String(32))
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    good: Mapped[bool]
    """It was restored into a scratch folder, and all of it held."""
    reason: Mapped[str] = mapped_column(Text)
    """Why there is none; empty where there is."""
    files: Mapped[int]
    rows: Mapped[int]
    length: Mapped[int] = mapped_column(BigInteger)
    """Bytes of everything in it."""
    new_bytes: Mapped[int] = mapped_column(BigInteger)
    """What it added to the disk."""
    holders: Mapped[str] = mapped_column(Text)
    """Names of those of whom two open its keys; empty: no keys are in it."""

    __table_args__ = (Index(None, "good", "begun_at"),)


class BackupRule(Base):
    """Be what the centre was told about backups when it started last."""

    __tablename__ = "backup_rule"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since_at: Mapped[datetime]
    """When a centre of this county first knew of backups."""
    nightly: Mapped[bool]
    hour: Mapped[int]
    too_old_h: Mapped[int]
    folder: Mapped[str] = mapped_column(Text)
    apart: Mapped[bool]
    """Whether the folder lies on another disk than the county's."""
