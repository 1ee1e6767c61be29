"""Remember which of its own files the centre found damaged or missing."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0060"
down_revision: str | None = "0059"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the table, empty: the centre's next look fills it."""
    op.create_table(
        "holding_lack",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("flaw", sa.String(20), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_holding_lack"),
    )
    op.create_index("ix_holding_lack_mended_at", "holding_lack", ["mended_at"])


def downgrade() -> None:
    """Take the table away; the journal keeps what was found."""
    op.drop_table("holding_lack")
