"""Keep who decided that a notice with a gap gets no second one, and why."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0045"
down_revision: str | None = "0044"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLE = "declined_supplement"


def upgrade() -> None:
    """Add the table, empty."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.String(80), nullable=False),
        sa.Column("manifest_sha256", sa.String(64), nullable=False),
        sa.Column("short_on", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declined_by", sa.String(80), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_TABLE}"),
        sa.ForeignKeyConstraint(
            ["disclosure_id"],
            ["disclosure.id"],
            name=f"fk_{_TABLE}_disclosure_id",
        ),
        sa.ForeignKeyConstraint(
            ["manifest_sha256"],
            ["manifest.sha256"],
            name=f"fk_{_TABLE}_manifest_sha256",
        ),
        sa.ForeignKeyConstraint(
            ["declined_by"], ["staff.id"], name=f"fk_{_TABLE}_declined_by"
        ),
    )
    op.create_index(f"ix_{_TABLE}_disclosure_id", _TABLE, ["disclosure_id"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table(_TABLE)
