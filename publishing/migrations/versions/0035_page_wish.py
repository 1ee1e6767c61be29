"""Keep how the drafter wants a version's pages set, and what a summary says."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import JSON

revision: str = "0035"
down_revision: str | None = "0034"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the wish; versions that are there have none, and none of them changes."""
    op.add_column("draft", sa.Column("page_wish", JSON, nullable=True))


def downgrade() -> None:
    """Drop the wish."""
    with op.batch_alter_table("draft") as table:
        table.drop_column("page_wish")
