"""Hold the first tables of `publishing.tables.journal`, frozen."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, String, Table

from publishing.migrations.initial.base import DIGEST, INSTANT, JSON, METADATA, NAME

Table(
    "journal",
    METADATA,
    Column("number", Integer(), autoincrement=False, nullable=False),
    Column("previous", DIGEST, nullable=False),
    Column("digest", DIGEST, nullable=False),
    Column("at", INSTANT, nullable=False),
    Column("actor", NAME, nullable=False),
    Column("act", NAME, nullable=False),
    Column("subject", String(200), nullable=False),
    Column("details", JSON, nullable=False),
    PrimaryKeyConstraint("number", name="pk_journal"),
    Index("ix_journal_actor_number", "actor", "number"),
    Index("ix_journal_subject_number", "subject", "number"),
)
Table(
    "journal_head",
    METADATA,
    Column("id", Integer(), autoincrement=False, nullable=False),
    Column("number", Integer(), nullable=False),
    Column("digest", DIGEST, nullable=False),
    PrimaryKeyConstraint("id", name="pk_journal_head"),
)
