"""Let a version say which personal data it keeps, and why."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the column; versions that are there keep nothing."""
    column = sa.Column("kept_personal", sa.Text(), nullable=False, server_default="[]")
    op.add_column("draft", column)


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("draft", "kept_personal")
