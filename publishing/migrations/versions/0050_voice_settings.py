"""Keep a county's own days for answers, and where requests for disclosure go."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0050"
down_revision: str | None = "0049"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the tables; until somebody sets a rule the presets hold."""
    op.create_table(
        "answer_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.String(80), nullable=False),
        sa.Column("enquiry", sa.Integer(), nullable=False),
        sa.Column("request", sa.Integer(), nullable=False),
        sa.Column("suggestion", sa.Integer(), nullable=False),
        sa.Column("complaint", sa.Integer(), nullable=False),
        sa.Column("hard", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(400), nullable=False),
        sa.ForeignKeyConstraint(["set_by"], ["staff.id"], name="fk_answer_rule_set_by"),
        sa.PrimaryKeyConstraint("id", name="pk_answer_rule"),
    )
    op.create_table(
        "request_office",
        sa.Column("unit_id", sa.String(80), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name="fk_request_office_unit_id"
        ),
        sa.PrimaryKeyConstraint("unit_id", name="pk_request_office"),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("request_office")
    op.drop_table("answer_rule")
