"""Hold orders to start a device's programs anew; no behaviour."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from programme.enrolment import Restarted
from publishing.tables.base import Base, Name


class RestartRow(Base):
    """Be one order, until its device has said that it was carried out."""

    __tablename__ = "restart_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[Name] = mapped_column(ForeignKey("device.id"))
    what: Mapped[Restarted]
    ordered_at: Mapped[datetime]
    ordered_by: Mapped[Name]
    done_at: Mapped[datetime | None]
    """When the device said so; None: it has not."""

    __table_args__ = (Index(None, "device_id", "ordered_at"),)
