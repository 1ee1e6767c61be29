"""Hold the lines of the disclosure catalogue and what is due by them; no behaviour."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from programme.boards import Board
from programme.period import Frequency
from publishing.tables.base import Base, JsonValue, Name
from publishing.tables.units import UnitLevel


class DueState(StrEnum):
    """Say how one issue stands; worst first."""

    MISSING = "missing"
    """Not published, and the legal deadline has passed."""
    DUE = "due"
    """Its period is over, it is not published, and there is time left."""
    LATE = "late"
    """Published, but after the legal deadline."""
    NOT_YET = "not_yet"
    """Its period goes on."""
    PUBLISHED = "published"


class CatalogueEntryRow(Base):
    """Be one version of a catalogue line; a change closes it and makes the next one."""

    __tablename__ = "catalogue_entry"

    id: Mapped[Name] = mapped_column(primary_key=True)
    line: Mapped[Name] = mapped_column(index=True)
    """What all versions of a line have in common; drafts name it."""
    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), index=True)
    """Who laid the line down."""
    inherited_by: Mapped[UnitLevel | None]
    """The units below that owe it in its owner's stead."""
    origin: Mapped[Name | None]
    """The inherited line that this one makes more exact, by its name."""
    position: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    """The first day on which it holds no more."""
    document: Mapped[JsonValue]
    """A `publishing.catalogue.entry.EntryForm`."""
    made_at: Mapped[datetime]


class CatalogueDueRow(Base):
    """Be one issue that a unit owes: of one line, for one period; made once."""

    __tablename__ = "catalogue_due"

    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    line: Mapped[Name] = mapped_column(primary_key=True)
    period_starts_on: Mapped[date] = mapped_column(primary_key=True)
    entry_id: Mapped[Name] = mapped_column(ForeignKey("catalogue_entry.id"))
    board: Mapped[Board]
    frequency: Mapped[Frequency]
    period_ends_on: Mapped[date]
    target_on: Mapped[date | None]
    legal_on: Mapped[date | None]
    provisional: Mapped[bool]
    published_on: Mapped[date | None]
    disclosure_id: Mapped[Name | None]
    made_at: Mapped[datetime]
    out: Mapped[DueState | None]
    """Once it is out: in time or late. It is decided when it goes out, for good."""

    __table_args__ = (
        Index(
            "ix_catalogue_due_waiting",
            "published_on",
            "unit_id",
            "board",
            "period_ends_on",
            "target_on",
            "legal_on",
        ),
        Index(None, "unit_id", "board", "out", "period_ends_on"),
        Index(None, "frequency", "period_starts_on"),
    )
