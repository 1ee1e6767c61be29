"""Let the search read versions newest first without sorting them."""

from collections.abc import Sequence

from alembic import op

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_draft_changed_at", "draft", ["changed_at"])


def downgrade() -> None:
    """Take the index away."""
    op.drop_index("ix_draft_changed_at", "draft")
