"""Say of a gap whose numbers are lost, where another chain took over."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0058"
down_revision: str | None = "0057"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the column; of the gaps that are there nobody said it."""
    with op.batch_alter_table("evidence_gap") as table:
        table.add_column(sa.Column("of_writer", sa.String(80), nullable=True))


def downgrade() -> None:
    """Take the column away."""
    with op.batch_alter_table("evidence_gap") as table:
        table.drop_column("of_writer")
