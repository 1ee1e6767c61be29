"""Hold the first tables of `publishing.tables.evidence`, frozen."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
)

from publishing.migrations.initial.base import DIGEST, INSTANT, JSON, METADATA, NAME

Table(
    "evidence_writer",
    METADATA,
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_evidence_writer_device_id"),
        nullable=False,
    ),
    Column("writer", NAME, nullable=False),
    Column("number", Integer(), nullable=False),
    Column("digest", DIGEST, nullable=False),
    Column("updated_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("device_id", "writer", name="pk_evidence_writer"),
)
Table(
    "evidence_batch",
    METADATA,
    Column("id", Integer(), nullable=False),
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_evidence_batch_device_id"),
        nullable=False,
    ),
    Column("writer", NAME, nullable=False),
    Column("first_number", Integer(), nullable=False),
    Column("last_number", Integer(), nullable=False),
    Column("body", LargeBinary(), nullable=False),
    Column("received_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("id", name="pk_evidence_batch"),
    Index(
        "ix_evidence_batch_device_id_writer_last_number",
        "device_id",
        "writer",
        "last_number",
        unique=True,
    ),
    Index("ix_evidence_batch_received_at", "received_at"),
)
Table(
    "painted_day",
    METADATA,
    Column("disclosure_id", NAME, nullable=False),
    Column("manifest_sha256", DIGEST, nullable=False),
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_painted_day_device_id"),
        nullable=False,
    ),
    Column("day", Date(), nullable=False),
    Column("group_id", NAME, nullable=False),
    Column("milliseconds", Integer(), nullable=False),
    Column("exposures", Integer(), nullable=False),
    Column("pages", JSON, nullable=False),
    Column("first_at", INSTANT, nullable=False),
    Column("last_at", INSTANT, nullable=False),
    Column("last_page", Integer(), nullable=False),
    Column("last_page_sha256", DIGEST, nullable=False),
    PrimaryKeyConstraint(
        "disclosure_id", "manifest_sha256", "device_id", "day", name="pk_painted_day"
    ),
    Index("ix_painted_day_device_id_last_at", "device_id", "last_at"),
    Index("ix_painted_day_group_id_day", "group_id", "day"),
)
Table(
    "listed_day",
    METADATA,
    Column("disclosure_id", NAME, nullable=False),
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_listed_day_device_id"),
        nullable=False,
    ),
    Column("day", Date(), nullable=False),
    Column("group_id", NAME, nullable=False),
    Column("milliseconds", Integer(), nullable=False),
    Column("last_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("disclosure_id", "device_id", "day", name="pk_listed_day"),
    Index("ix_listed_day_group_id_day", "group_id", "day"),
)
Table(
    "adoption",
    METADATA,
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_adoption_device_id"),
        nullable=False,
    ),
    Column("programme_version", Integer(), nullable=False),
    Column("programme", DIGEST, nullable=False),
    Column("at", INSTANT, nullable=False),
    Column("vanished", JSON, nullable=False),
    Column("refused", JSON, nullable=False),
    PrimaryKeyConstraint("device_id", "programme_version", name="pk_adoption"),
)
Table(
    "withdrawal_receipt",
    METADATA,
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_withdrawal_receipt_device_id"),
        nullable=False,
    ),
    Column("disclosure_id", NAME, nullable=False),
    Column("adopted_at", INSTANT, nullable=True),
    Column("gone_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("device_id", "disclosure_id", name="pk_withdrawal_receipt"),
)
Table(
    "evidence_gap",
    METADATA,
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_evidence_gap_device_id"),
        nullable=False,
    ),
    Column("writer", NAME, nullable=False),
    Column("number", Integer(), nullable=False),
    Column("first_lost", Integer(), nullable=False),
    Column("last_lost", Integer(), nullable=False),
    Column("reason", String(20), nullable=False),
    Column("at", INSTANT, nullable=False),
    PrimaryKeyConstraint("device_id", "writer", "number", name="pk_evidence_gap"),
)
Table(
    "slide_fault",
    METADATA,
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_slide_fault_device_id"),
        nullable=False,
    ),
    Column("page", DIGEST, nullable=False),
    Column("disclosure_id", NAME, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("times", Integer(), nullable=False),
    Column("last_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("device_id", "page", name="pk_slide_fault"),
)
Table(
    "refused_batch",
    METADATA,
    Column("id", Integer(), nullable=False),
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_refused_batch_device_id"),
        nullable=False,
    ),
    Column("writer", NAME, nullable=False),
    Column("number", Integer(), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("at", INSTANT, nullable=False),
    PrimaryKeyConstraint("id", name="pk_refused_batch"),
    Index("ix_refused_batch_device_id", "device_id"),
)
