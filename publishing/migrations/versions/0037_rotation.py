"""Keep how often what is owed comes on a group, and when its panels rest."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0037"
down_revision: str | None = "0036"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add both; until somebody says otherwise it is ten minutes and always on."""
    minutes: sa.Column[int] = sa.Column(
        "most_minutes_between", sa.Integer(), nullable=False, server_default="10"
    )
    op.add_column("display_group", minutes)
    op.add_column("display_group", sa.Column("power", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take both away."""
    op.drop_column("display_group", "power")
    op.drop_column("display_group", "most_minutes_between")
