"""Hold what the centre found lacking of its own files; no behaviour."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base


class LackRow(Base):
    """Be one file or run of records that was found damaged or missing."""

    __tablename__ = "holding_lack"

    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    """A `publishing.holdings.lack.Lack`'s; found again, it is the same row."""
    kind: Mapped[str] = mapped_column(String(20))
    flaw: Mapped[str] = mapped_column(String(20))
    found_at: Mapped[datetime]
    mended_at: Mapped[datetime | None]
    """None: it is lacking still."""

    __table_args__ = (Index(None, "mended_at"),)
