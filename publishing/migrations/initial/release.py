"""Hold the first tables of `publishing.tables.release`, frozen."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, String, Table

from publishing.migrations.initial.base import DIGEST, INSTANT, METADATA

Table(
    "release_due",
    METADATA,
    Column("target", String(120), nullable=False),
    Column("asked", Integer(), nullable=False),
    Column("asked_at", INSTANT, nullable=False),
    PrimaryKeyConstraint("target", name="pk_release_due"),
)
Table(
    "release_target",
    METADATA,
    Column("target", String(120), nullable=False),
    Column("version", Integer(), nullable=False),
    Column("content_sha256", DIGEST, nullable=False),
    Column("sha256", DIGEST, nullable=False),
    Column("published_at", INSTANT, nullable=True),
    PrimaryKeyConstraint("target", name="pk_release_target"),
)
