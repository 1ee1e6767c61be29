"""Keep the disclosure catalogue, and what each unit owes by it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.tables.base import UtcDateTime

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_NAME = sa.String(80)
_KIND = sa.String(32)


def upgrade() -> None:
    """Make the tables, and let a version name its line and period."""
    op.create_table(
        "catalogue_entry",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("line", _NAME, nullable=False),
        sa.Column("unit_id", _NAME, nullable=False),
        sa.Column("inherited_by", _KIND, nullable=True),
        sa.Column("origin", _NAME, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_entry"),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name="fk_catalogue_entry_unit_id"
        ),
    )
    op.create_index("ix_catalogue_entry_line", "catalogue_entry", ["line"])
    op.create_index("ix_catalogue_entry_unit_id", "catalogue_entry", ["unit_id"])
    _make_due()
    op.add_column("draft", sa.Column("catalogue_entry", _NAME, nullable=True))
    op.add_column("draft", sa.Column("period_starts_on", sa.Date(), nullable=True))
    op.create_index(
        "ix_draft_catalogue_entry_unit_id", "draft", ["catalogue_entry", "unit_id"]
    )


def _make_due() -> None:
    op.create_table(
        "catalogue_due",
        sa.Column("unit_id", _NAME, nullable=False),
        sa.Column("line", _NAME, nullable=False),
        sa.Column("period_starts_on", sa.Date(), nullable=False),
        sa.Column("entry_id", _NAME, nullable=False),
        sa.Column("board", _KIND, nullable=False),
        sa.Column("frequency", _KIND, nullable=False),
        sa.Column("period_ends_on", sa.Date(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("legal_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("disclosure_id", _NAME, nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint(
            "unit_id", "line", "period_starts_on", name="pk_catalogue_due"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name="fk_catalogue_due_unit_id"
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["catalogue_entry.id"], name="fk_catalogue_due_entry_id"
        ),
    )
    op.create_index(
        "ix_catalogue_due_published_on_unit_id",
        "catalogue_due",
        ["published_on", "unit_id"],
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_draft_catalogue_entry_unit_id", "draft")
    op.drop_column("draft", "period_starts_on")
    op.drop_column("draft", "catalogue_entry")
    op.drop_table("catalogue_due")
    op.drop_table("catalogue_entry")
