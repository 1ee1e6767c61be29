"""Hold the first tables of `publishing.tables.services`, frozen."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table

from publishing.migrations.initial.base import INSTANT, JSON, LINE, METADATA, NAME

Table(
    "department",
    METADATA,
    Column("id", NAME, nullable=False),
    Column("document", JSON, nullable=False),
    Column("updated_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("id", name="pk_department"),
)
Table(
    "counter",
    METADATA,
    Column("id", NAME, nullable=False),
    Column(
        "department_id",
        NAME,
        ForeignKey("department.id", name="fk_counter_department_id"),
        nullable=False,
    ),
    Column("document", JSON, nullable=False),
    Column("updated_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("id", name="pk_counter"),
    Index("ix_counter_department_id", "department_id"),
)
Table(
    "service_item",
    METADATA,
    Column("id", NAME, nullable=False),
    Column(
        "department_id",
        NAME,
        ForeignKey("department.id", name="fk_service_item_department_id"),
        nullable=False,
    ),
    Column(
        "counter_id",
        NAME,
        ForeignKey("counter.id", name="fk_service_item_counter_id"),
        nullable=False,
    ),
    Column("name", LINE, nullable=False),
    Column("document", JSON, nullable=False),
    Column("updated_at", INSTANT, nullable=False),
    Column("removed_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("id", name="pk_service_item"),
    Index("ix_service_item_counter_id", "counter_id"),
    Index("ix_service_item_department_id", "department_id"),
    Index("ix_service_item_name", "name"),
    Index("ix_service_item_removed_at", "removed_at"),
)
Table(
    "life_event",
    METADATA,
    Column("id", NAME, nullable=False),
    Column("document", JSON, nullable=False),
    Column("updated_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("id", name="pk_life_event"),
)
Table(
    "directory_version",
    METADATA,
    Column("version", Integer(), autoincrement=False, nullable=False),
    Column("made_at", INSTANT, nullable=False),
    Column("made_by", NAME, nullable=False),
    Column("body", JSON, nullable=False),
    Column("shards", JSON, nullable=False),
    PrimaryKeyConstraint("version", name="pk_directory_version"),
)
