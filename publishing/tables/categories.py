"""Hold the lists of content categories that a county keeps; no behaviour (REQ-4)."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, JsonValue, Name


class CategoryListsRow(Base):
    """Be a county's lists; without a row the shipped ones hold."""

    __tablename__ = "category_lists"

    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    document: Mapped[JsonValue]
    """A `publishing.catalogue.category_lists.CategoryLists`."""
    updated_at: Mapped[datetime]
