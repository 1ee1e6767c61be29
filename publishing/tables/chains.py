"""Hold approval chains and what decisions say beside their signature; no behaviour."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Line, Name
from publishing.tables.units import UnitLevel


class UnitChain(Base):
    """Be the chain that a unit sets for a level: its own or those below it."""

    __tablename__ = "unit_chain"

    unit_id: Mapped[Name] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    level: Mapped[UnitLevel] = mapped_column(primary_key=True)
    chain: Mapped[JsonValue]
    """A `publishing.desk.chains.Chain`."""
    changed_at: Mapped[datetime]
    changed_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))


class DraftChain(Base):
    """Be the chain in force for a version, fixed when it was submitted."""

    __tablename__ = "draft_chain"

    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    chain: Mapped[JsonValue]
    fixed_at: Mapped[datetime]


class DecisionNote(Base):
    """Be what one decision says besides: for whom, who entered it, which record."""

    __tablename__ = "decision_note"

    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decision.id"), primary_key=True
    )
    step: Mapped[Line]
    """What the step was called."""
    for_id: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    """Whom a substitute stood in for."""
    entered_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    """The clerk who entered what another decided."""
    record_sha256: Mapped[Digest | None]


class DraftPaper(Base):
    """Be a paper in a version's file: a record of a meeting, a signed form."""

    __tablename__ = "draft_paper"

    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    sha256: Mapped[Digest] = mapped_column(primary_key=True)
    name: Mapped[Line]
    length: Mapped[int]
    manifest_sha256: Mapped[Digest] = mapped_column(ForeignKey("manifest.sha256"))
    """What was up for signature when it came in; it is evidence for nothing else."""
    added_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    added_at: Mapped[datetime]
