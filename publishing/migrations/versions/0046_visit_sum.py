"""Keep what kiosks counted of their visits, added up by the day (REQ-54)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0046"
down_revision: str | None = "0045"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLE = "visit_sum"


def upgrade() -> None:
    """Add the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("device_id", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "device_id", "day", "kind", "subject", name=f"pk_{_TABLE}"
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=f"fk_{_TABLE}_device_id"
        ),
    )
    op.create_index(f"ix_{_TABLE}_day_kind", _TABLE, ["day", "kind"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table(_TABLE)
