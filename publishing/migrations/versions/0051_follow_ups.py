"""Keep what became of what replies promised."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0051"
down_revision: str | None = "0050"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLE = "question_follow_up"


def upgrade() -> None:
    """Add the table and the day; earlier replies promised no day."""
    with op.batch_alter_table("question") as batch:
        batch.add_column(sa.Column("look_again_on", sa.Date(), nullable=True))
    op.create_table(
        _TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("approvals", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.String(80), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["number"], ["question.number"], name="fk_question_follow_up_number"
        ),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["staff.id"], name="fk_question_follow_up_drafted_by"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_question_follow_up"),
    )
    op.create_index("ix_question_follow_up_number", _TABLE, ["number"])


def downgrade() -> None:
    """Take the table and the day away."""
    op.drop_table(_TABLE)
    with op.batch_alter_table("question") as batch:
        batch.drop_column("look_again_on")
