"""Keep what is filed and not shown, with the replies that it rests on."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_NAME, _KIND, _INSTANT = sa.String(80), sa.String(32), sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "filing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", _NAME, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("attribute", _KIND, nullable=False),
        sa.Column("ground", _KIND, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("policy", sa.Boolean(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("state", _KIND, nullable=False),
        sa.Column("proposer_id", _NAME, nullable=False),
        sa.Column("proposed_at", _INSTANT, nullable=False),
        sa.Column("checker_id", _NAME, nullable=True),
        sa.Column("checked_at", _INSTANT, nullable=True),
        sa.Column("decider_id", _NAME, nullable=True),
        sa.Column("decided_at", _INSTANT, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_filing"),
        _to("filing", "draft_id", "draft.id"),
        _to("filing", "proposer_id", "staff.id"),
        _to("filing", "checker_id", "staff.id"),
        _to("filing", "decider_id", "staff.id"),
    )
    for column in ("draft_id", "review_on", "state"):
        op.create_index(f"ix_filing_{column}", "filing", [column])
    op.create_table(
        "filing_reply",
        sa.Column("draft_id", _NAME, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("added_by", _NAME, nullable=False),
        sa.Column("added_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "sha256", name="pk_filing_reply"),
        _to("filing_reply", "draft_id", "draft.id"),
        _to("filing_reply", "added_by", "staff.id"),
    )


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("filing_reply")
    op.drop_table("filing")
