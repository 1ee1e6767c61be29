"""Keep since when a notice hung that was taken over from before the product."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the columns; nothing that is there was taken over."""
    for table in ("draft", "disclosure"):
        op.add_column(table, sa.Column("hung_since", sa.Date(), nullable=True))


def downgrade() -> None:
    """Take the columns away."""
    for table in ("disclosure", "draft"):
        op.drop_column(table, "hung_since")
