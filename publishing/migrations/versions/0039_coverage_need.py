"""Keep what coverage needs of people, as it was seen last."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0039"
down_revision: str | None = "0038"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the table; the next tick fills it."""
    op.create_table(
        "coverage_need",
        sa.Column("disclosure_id", sa.String(80), nullable=False),
        sa.Column("unit_id", sa.String(80), nullable=False),
        sa.Column("need", sa.String(20), nullable=False),
        sa.Column("words", sa.String(400), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("disclosure_id", name="pk_coverage_need"),
    )
    op.create_index("ix_coverage_need_unit_id", "coverage_need", ["unit_id"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("coverage_need")
