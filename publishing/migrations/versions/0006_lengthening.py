"""Keep which windows were given another end by hand, by whom and why."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLE = "lengthening"


def upgrade() -> None:
    """Make the table; no window was moved by hand before."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.String(80), nullable=False),
        sa.Column("manifest_sha256", sa.String(64), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.String(80), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["disclosure_id"],
            ["disclosure.id"],
            name="fk_lengthening_disclosure_id",
        ),
        sa.ForeignKeyConstraint(
            ["manifest_sha256"],
            ["manifest.sha256"],
            name="fk_lengthening_manifest_sha256",
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name="fk_lengthening_staff_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lengthening"),
    )
    op.create_index("ix_lengthening_disclosure_id", TABLE, ["disclosure_id"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table(TABLE)
