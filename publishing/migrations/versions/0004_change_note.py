"""Let a new version say what changed and why (REQ-13)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the column; versions that are there say nothing."""
    column = sa.Column("change_note", sa.Text(), nullable=False, server_default="")
    op.add_column("draft", column)


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("draft", "change_note")
