"""Keep monthly reports, each with the checkpoint that it prints."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0043"
down_revision: str | None = "0042"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add both tables; the first report is made after the month's end."""
    op.create_table(
        "report_checkpoint",
        sa.Column("report", sa.String(10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("report", name="pk_report_checkpoint"),
    )
    op.create_table(
        "report_file",
        sa.Column("report", sa.String(10), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("sheet", sa.String(64), nullable=False),
        sa.Column("bundle", sa.String(64), nullable=False),
        sa.Column("published", sa.Integer(), nullable=False),
        sa.Column("short_days", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("doubtful", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["report_checkpoint.report"], name="fk_report_file_report"
        ),
        sa.PrimaryKeyConstraint("report", name="pk_report_file"),
    )
    op.create_index("ix_device_checkpoint_trouble", "device_checkpoint", ["trouble"])


def downgrade() -> None:
    """Take both tables away."""
    op.drop_index("ix_device_checkpoint_trouble", "device_checkpoint")
    op.drop_table("report_file")
    op.drop_table("report_checkpoint")
