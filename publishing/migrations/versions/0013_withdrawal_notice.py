"""Keep the explanation that a withdrawal publishes, until both have signed it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import DIGEST, JSON, NAME

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "withdrawal_notice",
        _key("withdrawal_id", NAME, "withdrawal.id"),
        _key("disclosure_id", NAME, "disclosure.id"),
        _key("manifest_sha256", DIGEST, "manifest.sha256"),
        sa.Column("form", JSON, nullable=False),
        sa.Column("approval", JSON, nullable=False),
        sa.PrimaryKeyConstraint("withdrawal_id", name="pk_withdrawal_notice"),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("withdrawal_notice")


def _key(name: str, kind: sa.String, target: str) -> sa.Column[str]:
    key = sa.ForeignKey(target, name=f"fk_withdrawal_notice_{name}")
    return sa.Column(name, kind, key, nullable=False)
