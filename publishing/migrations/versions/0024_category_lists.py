"""Keep a county's own lists of content categories (REQ-4)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import INSTANT, NAME

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table; a county without a row has the shipped lists."""
    unit = sa.ForeignKey("unit.id", name="fk_category_lists_unit_id")
    op.create_table(
        "category_lists",
        sa.Column("unit_id", NAME, unit, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("unit_id", name="pk_category_lists"),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("category_lists")
