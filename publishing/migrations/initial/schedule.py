"""Hold the first tables of `publishing.tables.schedule`, frozen."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table

from publishing.migrations.initial.base import (
    DIGEST,
    INSTANT,
    JSON,
    KIND,
    LINE,
    METADATA,
    NAME,
)

Table(
    "display_group",
    METADATA,
    Column("id", NAME, nullable=False),
    Column("name", LINE, nullable=False),
    Column(
        "unit_id",
        NAME,
        ForeignKey("unit.id", name="fk_display_group_unit_id"),
        nullable=False,
    ),
    Column("display_kind", KIND, nullable=False),
    Column("audience", KIND, nullable=False),
    Column("time_zone", NAME, nullable=False),
    Column("panel", JSON, nullable=False),
    Column("service_hours", JSON, nullable=False),
    Column("least_exposures_per_day", Integer(), nullable=False),
    Column("least_showings_per_hour", Integer(), nullable=False),
    Column("created_at", INSTANT, nullable=False),
    Column("closed_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("id", name="pk_display_group"),
    Index("ix_display_group_unit_id", "unit_id"),
)
Table(
    "group_entry",
    METADATA,
    Column("id", Integer(), nullable=False),
    Column(
        "group_id",
        NAME,
        ForeignKey("display_group.id", name="fk_group_entry_group_id"),
        nullable=False,
    ),
    Column(
        "disclosure_id",
        NAME,
        ForeignKey("disclosure.id", name="fk_group_entry_disclosure_id"),
        nullable=False,
    ),
    Column(
        "manifest_sha256",
        DIGEST,
        ForeignKey("manifest.sha256", name="fk_group_entry_manifest_sha256"),
        nullable=False,
    ),
    Column("published_at", INSTANT, nullable=False),
    Column("starts_at", INSTANT, nullable=False),
    Column("end_kind", KIND, nullable=False),
    Column("ends_at", INSTANT, nullable=True),
    Column("weekdays", JSON, nullable=False),
    Column("dayparts", JSON, nullable=False),
    Column("removed_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("id", name="pk_group_entry"),
    Index("ix_group_entry_disclosure_id", "disclosure_id"),
    Index(
        "ix_group_entry_group_id_removed_at_ends_at",
        "group_id",
        "removed_at",
        "ends_at",
    ),
    Index("ix_group_entry_manifest_sha256", "manifest_sha256"),
)
