"""Hold the stages of staged disclosures, and which version discloses which."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Name


class Stage(StrEnum):
    """Say where a staged matter stands (REQ-9), in this order."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class StageRow(Base):
    """Be one stage of one disclosure."""

    __tablename__ = "stage"

    disclosure_id: Mapped[Name] = mapped_column(
        ForeignKey("disclosure.id"), primary_key=True
    )
    stage: Mapped[Stage] = mapped_column(primary_key=True)
    expected_on: Mapped[date | None]
    """When staff expect it to be reached."""
    reached_on: Mapped[date | None]
    """When it was reached: its deadlines count from this day."""
    draft_id: Mapped[Name | None] = mapped_column(ForeignKey("draft.id"), index=True)
    """The version that discloses it."""
    set_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    set_at: Mapped[datetime]
