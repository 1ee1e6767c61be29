"""Hold monthly reports: the checkpoint that each prints, and its files; no behaviour.

Rows are added and never changed; files are kept by their digests.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, Name


class ReportCheckpoint(Base):
    """Be the checkpoint of a report, kept in the transaction that signs it.

    So a certificate that is issued later lists it, whether its sheet is made or not.
    """

    __tablename__ = "report_checkpoint"

    report: Mapped[str] = mapped_column(String(10), primary_key=True)
    """2026-11, or 2026-11-29 where it ends within the month."""
    size: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    begun_at: Mapped[datetime]


class ReportFile(Base):
    """Be a report that was made."""

    __tablename__ = "report_file"

    report: Mapped[str] = mapped_column(
        ForeignKey("report_checkpoint.report"), primary_key=True
    )
    from_on: Mapped[date]
    to_on: Mapped[date]
    """The first day that is not in it."""
    sheet: Mapped[Digest]
    """The PDF for the file."""
    bundle: Mapped[Digest]
    """The machine-readable file."""
    published: Mapped[int]
    short_days: Mapped[int]
    withdrawn: Mapped[int]
    orders: Mapped[int]
    doubtful: Mapped[int]
    """Devices of which something is in doubt."""
    made_by: Mapped[Name]
    made_at: Mapped[datetime]
