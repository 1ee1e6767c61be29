"""Keep until when a proposed order may be countersigned."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0044"
down_revision: str | None = "0043"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add it; of what was kept before, it is half an hour after it was proposed."""
    column: sa.Column[object] = sa.Column(
        "lapses_at", sa.DateTime(timezone=True), nullable=True
    )
    op.add_column("screen_order", column)


def downgrade() -> None:
    """Take it away."""
    op.drop_column("screen_order", "lapses_at")
