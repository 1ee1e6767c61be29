"""Remember of each issue whether it went out in time, so that boards only count."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_INDEX = "ix_catalogue_due_unit_id_board_out_period_ends_on"


def upgrade() -> None:
    """Add the column, decide what is out already, and index what boards count."""
    op.add_column("catalogue_due", sa.Column("out", sa.String(32), nullable=True))
    op.execute(
        "UPDATE catalogue_due SET out = CASE "
        "WHEN published_on > COALESCE(legal_on, target_on) "
        "THEN 'late' ELSE 'published' END WHERE published_on IS NOT NULL"
    )
    columns = ["unit_id", "board", "out", "period_ends_on"]
    op.create_index(_INDEX, "catalogue_due", columns)


def downgrade() -> None:
    """Take them away."""
    op.drop_index(_INDEX, "catalogue_due")
    op.drop_column("catalogue_due", "out")
