"""Hold the catalogue of service items as their documents; no behaviour."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from publishing.tables.base import Base, JsonValue, Line, Name


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
