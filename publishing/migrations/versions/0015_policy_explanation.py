"""Let a policy document carry its explanation, or the reason for none (REQ-14)."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the columns; versions that are there have neither."""
    for name in ("policy_explanation", "unexplained_because"):
        column = sa.Column(name, sa.Text(), nullable=False, server_default="")
        op.add_column("draft", column)


def downgrade() -> None:
    """Take the columns away."""
    for name in ("unexplained_because", "policy_explanation"):
        op.drop_column("draft", name)
