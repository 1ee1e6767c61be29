"""Know the runs of each device's agent, so that a copied disk is seen (F30)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0054"
down_revision: str | None = "0053"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the columns; nothing is known of runs before."""
    with op.batch_alter_table("device_report") as table:
        table.add_column(
            sa.Column("runs", sa.Text(), server_default="[]", nullable=False)
        )
        table.add_column(sa.Column("returned_at", sa.DateTime(timezone=True)))
        table.add_column(sa.Column("twin_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Take the columns away."""
    with op.batch_alter_table("device_report") as table:
        table.drop_column("twin_at")
        table.drop_column("returned_at")
        table.drop_column("runs")
