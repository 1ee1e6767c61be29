"""Make secrecy reviews records of their own; carry over what drafters wrote in."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_CARRIED = """
INSERT INTO secrecy_review
  (draft_id, manifest_sha256, reviewer_id, reviewer_name, result, basis, withheld,
   remark, concluded_at)
SELECT id, manifest_sha256, NULL, secrecy_cleared_by, 'may', secrecy_basis, '',
   '起草时填写的，改版前转来', COALESCE(submitted_at, changed_at)
FROM draft
WHERE manifest_sha256 IS NOT NULL AND secrecy_cleared_by <> ''
"""
"""Without a reviewer's account: it stays on file, and clears nothing anew."""


def upgrade() -> None:
    """Add the table and fill it from the drafts."""
    name, digest = sa.String(80), sa.String(64)
    op.create_table(
        "secrecy_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", name, nullable=False),
        sa.Column("manifest_sha256", digest, nullable=False),
        sa.Column("reviewer_id", name, nullable=True),
        sa.Column("reviewer_name", sa.String(400), nullable=False),
        sa.Column("result", sa.String(32), nullable=False),
        sa.Column("basis", sa.String(400), nullable=False),
        sa.Column("withheld", sa.String(400), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_secrecy_review"),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name="fk_secrecy_review_draft_id"
        ),
        sa.ForeignKeyConstraint(
            ["manifest_sha256"],
            ["manifest.sha256"],
            name="fk_secrecy_review_manifest_sha256",
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["staff.id"], name="fk_secrecy_review_reviewer_id"
        ),
    )
    op.create_index(
        "ix_secrecy_review_draft_id_manifest_sha256",
        "secrecy_review",
        ["draft_id", "manifest_sha256"],
    )
    op.execute(_CARRIED)


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("secrecy_review")
