"""Hold the catalogue of service items as their documents; no behaviour."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, Digest, JsonValue, Line, Name


class DepartmentRow(Base):
    """Be a `directory.model.Department`."""

    __tablename__ = "department"

    id: Mapped[Name] = mapped_column(primary_key=True)
    document: Mapped[JsonValue]
    updated_at: Mapped[datetime]


class CounterRow(Base):
    """Be a `directory.model.Counter`."""

    __tablename__ = "counter"

    id: Mapped[Name] = mapped_column(primary_key=True)
    department_id: Mapped[Name] = mapped_column(ForeignKey("department.id"), index=True)
    document: Mapped[JsonValue]
    updated_at: Mapped[datetime]


class ServiceItemRow(Base):
    """Be a `directory.model.ServiceItem`."""

    __tablename__ = "service_item"

    id: Mapped[Name] = mapped_column(primary_key=True)
    department_id: Mapped[Name] = mapped_column(ForeignKey("department.id"), index=True)
    counter_id: Mapped[Name] = mapped_column(ForeignKey("counter.id"), index=True)
    name: Mapped[Line] = mapped_column(index=True)
    document: Mapped[JsonValue]
    updated_at: Mapped[datetime]
    removed_at: Mapped[datetime | None] = mapped_column(index=True)


class LifeEventRow(Base):
    """Be a `directory.model.LifeEvent`."""

    __tablename__ = "life_event"

    id: Mapped[Name] = mapped_column(primary_key=True)
    document: Mapped[JsonValue]
    updated_at: Mapped[datetime]


class DirectoryVersion(Base):
    """Be one published state of the directory; the newest is what is released."""

    __tablename__ = "directory_version"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    made_by: Mapped[Name]
    body: Mapped[JsonValue]
    """The `directory.model.Directory`."""
    shards: Mapped[JsonValue]
    """The SHA-256 of every shard; their bytes are in the file store."""


class ProposalState(StrEnum):
    """Say what has become of a proposed state of the directory."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    REPLACED = "replaced"


class DirectoryProposal(Base):
    """Be a state of the directory that waits for a second person."""

    __tablename__ = "directory_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime]
    made_by: Mapped[Name] = mapped_column(ForeignKey("staff.id"))
    sha256: Mapped[Digest]
    """Of the body as it was handed over; the approver names it."""
    body: Mapped[JsonValue]
    """The `directory.model.Directory`; its shards are in the file store."""
    items: Mapped[int]
    difference: Mapped[JsonValue]
    """What is new, otherwise and gone, compared with what was public."""
    state: Mapped[ProposalState] = mapped_column(index=True)
    decided_by: Mapped[Name | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text)
