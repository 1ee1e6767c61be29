"""Keep what residents asked and what was replied."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0047"
down_revision: str | None = "0046"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the table; nothing was asked before."""
    op.create_table(
        "question",
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("device_id", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("topic_kind", sa.String(32), nullable=False),
        sa.Column("topic_id", sa.String(80), nullable=False),
        sa.Column("topic_name", sa.String(400), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wants_public", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clock_sure", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.String(80), nullable=True),
        sa.Column("helpers", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("approvals", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.String(80), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name="fk_question_device_id"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_question_unit_id"),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["staff.id"], name="fk_question_drafted_by"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_question"),
    )
    op.create_index("ix_question_state_due_on", "question", ["state", "due_on"])
    op.create_index("ix_question_unit_id", "question", ["unit_id"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("question")
