"""Hold the first tables of `publishing.tables.units`, frozen."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from publishing.migrations.initial.base import INSTANT, JSON, KIND, LINE, METADATA, NAME

Table(
    "unit",
    METADATA,
    Column("id", NAME, nullable=False),
    Column(
        "parent_id",
        NAME,
        ForeignKey("unit.id", name="fk_unit_parent_id"),
        nullable=True,
    ),
    Column("level", KIND, nullable=False),
    Column("name", LINE, nullable=False),
    Column("register_name", LINE, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("position", Integer(), nullable=False),
    Column(
        "keeper_id",
        NAME,
        ForeignKey("staff.id", name="fk_unit_keeper_id"),
        nullable=True,
    ),
    Column("closed_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("id", name="pk_unit"),
    UniqueConstraint("register_name", name="uq_unit_register_name"),
    Index("ix_unit_parent_id", "parent_id"),
)
Table(
    "hall",
    METADATA,
    Column(
        "unit_id", NAME, ForeignKey("unit.id", name="fk_hall_unit_id"), nullable=False
    ),
    Column("document", JSON, nullable=False),
    Column("updated_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("unit_id", name="pk_hall"),
)
