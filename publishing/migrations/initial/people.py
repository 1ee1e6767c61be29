"""Hold the first tables of `publishing.tables.people`, frozen."""

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
    KIND,
    LINE,
    METADATA,
    NAME,
)

Table(
    "staff",
    METADATA,
    Column("id", NAME, nullable=False),
    Column("login", NAME, nullable=False),
    Column("name", LINE, nullable=False),
    Column("state", KIND, nullable=False),
    Column("password_hash", String(200), nullable=True),
    Column("created_at", INSTANT, nullable=False),
    Column("failed_attempts", Integer(), nullable=False),
    Column("locked_at", INSTANT, nullable=True),
    Column("locked_until", INSTANT, nullable=True),
    Column("lock_reason", LINE, nullable=False),
    Column("left_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("id", name="pk_staff"),
    UniqueConstraint("login", name="uq_staff_login"),
)
Table(
    "staff_office",
    METADATA,
    Column(
        "staff_id",
        NAME,
        ForeignKey("staff.id", name="fk_staff_office_staff_id"),
        nullable=False,
    ),
    Column(
        "unit_id",
        NAME,
        ForeignKey("unit.id", name="fk_staff_office_unit_id"),
        nullable=False,
    ),
    Column("office", KIND, nullable=False),
    PrimaryKeyConstraint("staff_id", "unit_id", "office", name="pk_staff_office"),
    Index("ix_staff_office_unit_id_office", "unit_id", "office"),
)
Table(
    "staff_token",
    METADATA,
    Column("token_hash", DIGEST, nullable=False),
    Column(
        "staff_id",
        NAME,
        ForeignKey("staff.id", name="fk_staff_token_staff_id"),
        nullable=False,
    ),
    Column("purpose", KIND, nullable=False),
    Column("created_by", NAME, nullable=False),
    Column("created_at", INSTANT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    Column("used_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("token_hash", name="pk_staff_token"),
    Index("ix_staff_token_staff_id", "staff_id"),
)
Table(
    "staff_session",
    METADATA,
    Column("token_hash", DIGEST, nullable=False),
    Column(
        "staff_id",
        NAME,
        ForeignKey("staff.id", name="fk_staff_session_staff_id"),
        nullable=False,
    ),
    Column("created_at", INSTANT, nullable=False),
    Column("last_seen_at", INSTANT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    Column("ended_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("token_hash", name="pk_staff_session"),
    Index("ix_staff_session_expires_at", "expires_at"),
    Index("ix_staff_session_staff_id", "staff_id"),
)
