"""Let the issues of a period, and those that wait, be counted from indexes alone."""

from collections.abc import Sequence

from alembic import op

revision: str = "0027"
down_revision: str | None = "0026"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLE = "catalogue_due"
_PERIODS = "ix_catalogue_due_frequency_period_starts_on"
_WAITING = "ix_catalogue_due_waiting"
_WAITED = "ix_catalogue_due_published_on_unit_id"
_COUNTED = ["board", "period_ends_on", "target_on", "legal_on"]


def upgrade() -> None:
    """Make the indexes; the second holds what the one before it held, and more."""
    op.create_index(_PERIODS, _TABLE, ["frequency", "period_starts_on"])
    op.create_index(_WAITING, _TABLE, ["published_on", "unit_id", *_COUNTED])
    op.drop_index(_WAITED, table_name=_TABLE)


def downgrade() -> None:
    """Have the index of before again."""
    op.create_index(_WAITED, _TABLE, ["published_on", "unit_id"])
    op.drop_index(_WAITING, table_name=_TABLE)
    op.drop_index(_PERIODS, table_name=_TABLE)
