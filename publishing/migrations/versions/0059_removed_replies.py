"""Say which replies of the echo wall a removal takes down."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0059"
down_revision: str | None = "0058"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_NAME = sa.String(80)


def upgrade() -> None:
    """Add the table; no removal before it named a reply."""
    op.create_table(
        "removal_reply",
        sa.Column("removal_id", _NAME, nullable=False),
        sa.Column("number", _NAME, nullable=False),
        sa.PrimaryKeyConstraint("removal_id", "number", name="pk_removal_reply"),
        sa.ForeignKeyConstraint(
            ["removal_id"],
            ["person_removal.id"],
            name="fk_removal_reply_removal_id",
        ),
        sa.ForeignKeyConstraint(
            ["number"],
            ["question.number"],
            name="fk_removal_reply_number",
        ),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("removal_reply")
