"""Keep whether a display group's emergency notices are heard."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0042"
down_revision: str | None = "0041"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add it; until somebody says otherwise notices are silent."""
    op.add_column("display_group", sa.Column("alert_sound", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("display_group", "alert_sound")
