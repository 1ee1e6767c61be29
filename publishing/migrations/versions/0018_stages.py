"""Keep the stages of staged disclosures."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the table; no disclosure that is there has stages."""
    op.create_table(
        "stage",
        sa.Column("disclosure_id", sa.String(80), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("draft_id", sa.String(80), nullable=True),
        sa.Column("set_by", sa.String(80), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("disclosure_id", "stage", name="pk_stage"),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosure.id"], name="fk_stage_disclosure_id"
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_stage_draft_id"),
        sa.ForeignKeyConstraint(["set_by"], ["staff.id"], name="fk_stage_set_by"),
    )
    op.create_index("ix_stage_draft_id", "stage", ["draft_id"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("stage")
