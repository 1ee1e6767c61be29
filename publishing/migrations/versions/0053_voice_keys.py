"""Keep when keys that open questions came and went."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0053"
down_revision: str | None = "0052"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the table; the key that is there counts from the first start."""
    op.create_table(
        "voice_key",
        sa.Column("public", sa.String(80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("public", name="pk_voice_key"),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("voice_key")
