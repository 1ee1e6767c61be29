"""Make the log of evidence: leaves, kept hashes, checkpoints, those that devices keep.

What was there before is taken in at the first start, in one transaction.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0030"
down_revision: str | None = "0029"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "log_leaf",
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=160), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_log_leaf"),
    )
    op.create_index(
        "ix_log_leaf_kind_subject_place", "log_leaf", ["kind", "subject", "place"]
    )
    op.create_table(
        "log_node",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "place", name="pk_log_node"),
    )
    op.create_table(
        "log_checkpoint",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("size", name="pk_log_checkpoint"),
    )
    op.create_index("ix_log_checkpoint_signed_at", "log_checkpoint", ["signed_at"])
    op.create_table(
        "device_checkpoint",
        sa.Column("device_id", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trouble", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint(
            "device_id", "size", "root", name="pk_device_checkpoint"
        ),
    )


def downgrade() -> None:
    """Drop the tables; what the log proved is lost with them."""
    op.drop_table("device_checkpoint")
    op.drop_table("log_checkpoint")
    op.drop_table("log_node")
    op.drop_table("log_leaf")
