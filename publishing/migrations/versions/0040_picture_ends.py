"""Keep why pictures of a glass went, what holds them, and that one failed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import INSTANT, NAME

revision: str = "0040"
down_revision: str | None = "0039"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the columns, empty, and make the table."""
    op.add_column("capture", sa.Column("gone_at", INSTANT, nullable=True))
    op.add_column("capture", sa.Column("gone_because", sa.String(20), nullable=True))
    op.create_index("ix_capture_disclosure_id", "capture", ["disclosure_id"])
    op.create_index("ix_capture_gone_at_at", "capture", ["gone_at", "at"])
    for name in ("photographed_at", "failed_at"):
        op.add_column("glass_state", sa.Column(name, INSTANT, nullable=True))
    op.add_column("glass_state", sa.Column("fail_reason", sa.String(20), nullable=True))
    op.create_table(
        "picture_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        _known("disclosure_id", "disclosure", nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _known("held_by", "staff", nullable=False),
        sa.Column("held_at", INSTANT, nullable=False),
        _known("lifted_by", "staff", nullable=True),
        sa.Column("lifted_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_picture_hold"),
    )
    op.create_index("ix_picture_hold_disclosure_id", "picture_hold", ["disclosure_id"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("picture_hold")
    for name in ("fail_reason", "failed_at", "photographed_at"):
        op.drop_column("glass_state", name)
    op.drop_index("ix_capture_gone_at_at", "capture")
    op.drop_index("ix_capture_disclosure_id", "capture")
    op.drop_column("capture", "gone_because")
    op.drop_column("capture", "gone_at")


def _known(name: str, table: str, *, nullable: bool) -> sa.Column[str]:
    key = sa.ForeignKey(f"{table}.id", name=f"fk_picture_hold_{name}")
    return sa.Column(name, NAME, key, nullable=nullable)
