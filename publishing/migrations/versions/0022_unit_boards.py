"""Keep what each unit says of its boards (REQ-1, REQ-17)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import INSTANT, NAME

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table; a unit without a row has what the preset says."""
    unit = sa.ForeignKey("unit.id", name="fk_unit_boards_unit_id")
    op.create_table(
        "unit_boards",
        sa.Column("unit_id", NAME, unit, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("unit_id", name="pk_unit_boards"),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("unit_boards")
