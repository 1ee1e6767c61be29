"""Let the schedule read windows from an index alone."""

from collections.abc import Sequence

from alembic import op

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_NAME = "ix_group_entry_window"
_COLUMNS = [
    "disclosure_id",
    "manifest_sha256",
    "starts_at",
    "end_kind",
    "ends_at",
    "removed_at",
    "group_id",
]


def upgrade() -> None:
    """Make the index."""
    op.create_index(_NAME, "group_entry", _COLUMNS)


def downgrade() -> None:
    """Take the index away."""
    op.drop_index(_NAME, "group_entry")
