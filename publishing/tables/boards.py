"""Hold what each unit says of its boards; no behaviour (REQ-1, REQ-17)."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, JsonValue, Name


class UnitBoardsRow(Base):
    """Be the boards of one unit: who keeps and leads them, which are one."""

    __tablename__ = "unit_boards"

    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    document: Mapped[JsonValue]
    """A `publishing.catalogue.boards.BoardsForm`."""
    updated_at: Mapped[datetime]
