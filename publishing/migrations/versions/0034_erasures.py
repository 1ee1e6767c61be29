"""Keep for how long what has ended is looked up, and what devices erased."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import DIGEST, INSTANT, NAME

revision: str = "0034"
down_revision: str | None = "0033"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the column, empty for what hangs already, and make the table."""
    op.add_column(
        "group_entry",
        sa.Column("past_days", sa.Integer(), server_default="0", nullable=False),
    )
    key = sa.ForeignKey("device.id", name="fk_erasure_receipt_device_id")
    op.create_table(
        "erasure_receipt",
        sa.Column("device_id", NAME, key, nullable=False),
        sa.Column("manifest_sha256", DIGEST, nullable=False),
        sa.Column("disclosure_id", NAME, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(
            "device_id", "manifest_sha256", name="pk_erasure_receipt"
        ),
    )
    op.create_index(
        "ix_erasure_receipt_disclosure_id", "erasure_receipt", ["disclosure_id"]
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("erasure_receipt")
    op.drop_column("group_entry", "past_days")
