"""Hold the first tables of `publishing.tables.fleet`, frozen."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

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
    "enrolment",
    METADATA,
    Column("key", DIGEST, nullable=False),
    Column("public", DIGEST, nullable=False),
    Column("code", String(8), nullable=False),
    Column("display_kind", KIND, nullable=False),
    Column("width", Integer(), nullable=False),
    Column("height", Integer(), nullable=False),
    Column("hostname", LINE, nullable=False),
    Column("asked_at", INSTANT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("key", name="pk_enrolment"),
    Index("ix_enrolment_code", "code"),
    Index("ix_enrolment_expires_at", "expires_at"),
)
Table(
    "enrolment_miss",
    METADATA,
    Column("id", Integer(), nullable=False),
    Column("staff_id", NAME, nullable=False),
    Column("at", INSTANT, nullable=False),
    PrimaryKeyConstraint("id", name="pk_enrolment_miss"),
    Index("ix_enrolment_miss_at", "at"),
    Index("ix_enrolment_miss_staff_id", "staff_id"),
)
Table(
    "device",
    METADATA,
    Column("id", NAME, nullable=False),
    Column("key", DIGEST, nullable=False),
    Column("public", DIGEST, nullable=False),
    Column(
        "group_id",
        NAME,
        ForeignKey("display_group.id", name="fk_device_group_id"),
        nullable=False,
    ),
    Column("name", LINE, nullable=False),
    Column("display_kind", KIND, nullable=False),
    Column("width", Integer(), nullable=False),
    Column("height", Integer(), nullable=False),
    Column("hostname", LINE, nullable=False),
    Column("state", KIND, nullable=False),
    Column("enrolled_at", INSTANT, nullable=False),
    Column("enrolled_by", NAME, nullable=False),
    Column("revoked_at", INSTANT, nullable=True),
    Column("revoked_by", NAME, nullable=True),
    Column("revoke_reason", LINE, nullable=False),
    PrimaryKeyConstraint("id", name="pk_device"),
    UniqueConstraint("key", name="uq_device_key"),
    Index("ix_device_group_id", "group_id"),
)
Table(
    "device_report",
    METADATA,
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_device_report_device_id"),
        nullable=False,
    ),
    Column("received_at", INSTANT, nullable=False),
    Column("status", JSON, nullable=False),
    PrimaryKeyConstraint("device_id", name="pk_device_report"),
)
Table(
    "device_alarm",
    METADATA,
    Column("id", Integer(), nullable=False),
    Column(
        "device_id",
        NAME,
        ForeignKey("device.id", name="fk_device_alarm_device_id"),
        nullable=False,
    ),
    Column("disclosure_id", NAME, nullable=False),
    Column("first_at", INSTANT, nullable=False),
    Column("ended_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("id", name="pk_device_alarm"),
    Index("ix_device_alarm_device_id_ended_at", "device_id", "ended_at"),
)
