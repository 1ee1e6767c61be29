"""Let a version say which totals it shows although they do not add up, and why."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the column; versions that are there confirm nothing."""
    column = sa.Column("confirmed_sums", sa.Text(), nullable=False, server_default="[]")
    op.add_column("draft", column)


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("draft", "confirmed_sums")
