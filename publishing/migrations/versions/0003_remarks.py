"""Keep what staff say of a version: comments, and every return with its reason."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import DIGEST, INSTANT, LINE, NAME

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make both tables; a reason that is on file already stays with its version."""
    op.create_table(
        "draft_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        _draft("draft_comment"),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=True),
        sa.Column("quote", LINE, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _staff("draft_comment", "staff_id"),
        sa.Column("said_at", INSTANT, nullable=False),
        _staff("draft_comment", "settled_by", nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_draft_comment"),
    )
    op.create_index("ix_draft_comment_draft_id", "draft_comment", ["draft_id"])
    op.create_table(
        "draft_return",
        sa.Column("id", sa.Integer(), nullable=False),
        _draft("draft_return"),
        sa.Column(
            "manifest_sha256",
            DIGEST,
            sa.ForeignKey("manifest.sha256", name="fk_draft_return_manifest_sha256"),
            nullable=False,
        ),
        _staff("draft_return", "staff_id"),
        sa.Column("returned_at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft_return"),
    )
    op.create_index("ix_draft_return_draft_id", "draft_return", ["draft_id"])


def downgrade() -> None:
    """Take both tables away."""
    op.drop_table("draft_return")
    op.drop_table("draft_comment")


def _draft(table: str) -> sa.Column[str]:
    key = sa.ForeignKey("draft.id", name=f"fk_{table}_draft_id")
    return sa.Column("draft_id", NAME, key, nullable=False)


def _staff(table: str, column: str, *, nullable: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey("staff.id", name=f"fk_{table}_{column}")
    return sa.Column(column, NAME, key, nullable=nullable)
