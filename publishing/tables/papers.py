"""Hold clerks' sealed keys and approvals that were signed on paper; no behaviour."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Line, Name


class StaffKey(Base):
    """Be one key of a member of staff; the private part is sealed, never open.

    It stays when another takes its place: what it signed is checked against it.
    """

    __tablename__ = "staff_key"

    key_id: Mapped[Digest] = mapped_column(primary_key=True)
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), index=True)
    public: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[JsonValue]
    """A `publishing.staff.sealing.Sealed`."""
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class PaperApproval(Base):
    """Be one decision on paper that waits for two clerks, or has them."""

    __tablename__ = "paper_approval"

    id: Mapped[Name] = mapped_column(primary_key=True)
    draft_id: Mapped[Name] = mapped_column(ForeignKey("draft.id"), index=True)
    manifest_sha256: Mapped[Digest] = mapped_column(ForeignKey("manifest.sha256"))
    step: Mapped[Line]
    decider_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    decision: Mapped[JsonValue]
    """A `programme.approval.Decision`."""
    scan_sha256: Mapped[Digest]
    office_number: Mapped[Line]
    """The number in the office system, where it was signed there."""
    begun_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    begun_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class PaperAttestation(Base):
    """Be one clerk's signature over a decision on paper and its scan."""

    __tablename__ = "paper_attestation"

    paper_id: Mapped[Name] = mapped_column(
        ForeignKey("paper_approval.id"), primary_key=True
    )
    staff_id: Mapped[Name] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    attestation: Mapped[JsonValue]
    """A `programme.approval.Attestation`."""
    attested_at: Mapped[datetime]
