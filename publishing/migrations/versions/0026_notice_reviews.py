"""Keep secrecy reviews of what withdrawals publish, and that pictures were read."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the table and the column; of earlier reviews nobody said it."""
    name, digest = sa.String(80), sa.String(64)
    op.create_table(
        "notice_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("withdrawal_id", name, nullable=False),
        sa.Column("manifest_sha256", digest, nullable=False),
        sa.Column("reviewer_id", name, nullable=False),
        sa.Column("reviewer_name", sa.String(400), nullable=False),
        sa.Column("result", sa.String(32), nullable=False),
        sa.Column("basis", sa.String(400), nullable=False),
        sa.Column("withheld", sa.String(400), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("pictures_read", sa.Boolean(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice_review"),
        sa.ForeignKeyConstraint(
            ["withdrawal_id"],
            ["withdrawal_notice.withdrawal_id"],
            name="fk_notice_review_withdrawal_id",
        ),
        sa.ForeignKeyConstraint(
            ["manifest_sha256"],
            ["manifest.sha256"],
            name="fk_notice_review_manifest_sha256",
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["staff.id"], name="fk_notice_review_reviewer_id"
        ),
    )
    op.create_index(
        "ix_notice_review_withdrawal_id", "notice_review", ["withdrawal_id"]
    )
    column: sa.Column[bool] = sa.Column(
        "pictures_read", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("secrecy_review", column)


def downgrade() -> None:
    """Take both away."""
    op.drop_column("secrecy_review", "pictures_read")
    op.drop_table("notice_review")
