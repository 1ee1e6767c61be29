"""Keep what carried a disclosure besides screens and kiosks (REQ-35)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import DIGEST, INSTANT, LINE, NAME

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "presence",
        sa.Column("id", NAME, nullable=False),
        _key("disclosure_id", "disclosure.id"),
        sa.Column("carrier", sa.String(32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("posted_photo", DIGEST, nullable=True),
        sa.Column("removed_photo", DIGEST, nullable=True),
        sa.Column("address", LINE, nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        _key("corrects_id", "presence.id", nullable=True),
        sa.Column("struck", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _key("recorded_by", "staff.id"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_presence"),
        sa.UniqueConstraint("corrects_id", name="uq_presence_corrects_id"),
    )
    op.create_index("ix_presence_disclosure_id", "presence", ["disclosure_id"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("presence")


def _key(column: str, to: str, *, nullable: bool = False) -> sa.Column[str]:
    key = sa.ForeignKey(to, name=f"fk_presence_{column}")
    return sa.Column(column, NAME, key, nullable=nullable)
