"""Find what was shown of a disclosure on a day without reading all its days."""

from collections.abc import Sequence

from alembic import op

revision: str = "0041"
down_revision: str | None = "0040"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = ("painted_day", "listed_day")


def upgrade() -> None:
    """Add an index to both tables of sums."""
    for table in _TABLES:
        op.create_index(
            f"ix_{table}_disclosure_id_day", table, ["disclosure_id", "day"]
        )


def downgrade() -> None:
    """Take the indexes away."""
    for table in _TABLES:
        op.drop_index(f"ix_{table}_disclosure_id_day", table_name=table)
