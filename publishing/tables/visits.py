"""Hold what kiosks counted of their visits, added up by the day; no behaviour.

It can be made again from the batches, as every sum of evidence can.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from programme.visit_counts import CountKind
from publishing.tables.base import Base, Name


class VisitSum(Base):
    """Be how often one thing happened at one kiosk on one day (REQ-54)."""

    __tablename__ = "visit_sum"

    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[CountKind] = mapped_column(primary_key=True)
    subject: Mapped[Name] = mapped_column(primary_key=True)
    """A disclosure, a service item, words that found nothing, or empty."""
    times: Mapped[int]

    __table_args__ = (Index(None, "day", "kind"),)
