"""Keep security keys, and who vouched for a key that replaces another."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0057"
down_revision: str | None = "0056"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add both tables; keys that are there already need nobody's word."""
    op.create_table(
        "security_key",
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("staff_id", sa.String(80), nullable=False),
        sa.Column("credential", sa.Text(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("relying_party", sa.String(400), nullable=False),
        sa.Column("label", sa.String(400), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key_id", name="pk_security_key"),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name="fk_security_key_staff_id"
        ),
    )
    op.create_index("ix_security_key_staff_id", "security_key", ["staff_id"])
    op.create_table(
        "key_vouch",
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("vouched_by", sa.String(80), nullable=False),
        sa.Column("vouched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_id", name="pk_key_vouch"),
        sa.ForeignKeyConstraint(
            ["vouched_by"], ["staff.id"], name="fk_key_vouch_vouched_by"
        ),
    )


def downgrade() -> None:
    """Take both away."""
    op.drop_table("key_vouch")
    op.drop_index("ix_security_key_staff_id", table_name="security_key")
    op.drop_table("security_key")
