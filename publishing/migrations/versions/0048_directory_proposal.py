"""Keep the states of the directory that wait for a second person."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0048"
down_revision: str | None = "0047"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLE = "directory_proposal"


def upgrade() -> None:
    """Add the table, empty; what is public stays public."""
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("decided_by", sa.String(80), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_TABLE}"),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=f"fk_{_TABLE}_made_by"),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=f"fk_{_TABLE}_decided_by"
        ),
    )
    op.create_index(f"ix_{_TABLE}_state", _TABLE, ["state"])


def downgrade() -> None:
    """Take the table away, with what waited in it."""
    op.drop_table(_TABLE)
