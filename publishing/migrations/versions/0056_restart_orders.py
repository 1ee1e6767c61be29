"""Keep orders to start a device's programs anew."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0056"
down_revision: str | None = "0055"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "restart_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.String(80), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ordered_by", sa.String(80), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name="fk_restart_order_device_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_restart_order"),
    )
    op.create_index(
        "ix_restart_order_device_id_ordered_at",
        "restart_order",
        ["device_id", "ordered_at"],
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("restart_order")
