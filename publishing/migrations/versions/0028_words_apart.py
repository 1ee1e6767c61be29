"""Keep the words of every version in a narrow table of their own, for the search."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0028"
down_revision: str | None = "0027"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table, move the words, and leave their old column empty."""
    op.create_table(
        "draft_words",
        sa.Column("draft_id", sa.String(length=80), nullable=False),
        sa.Column("disclosure_id", sa.String(length=80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name="fk_draft_words_draft_id"
        ),
        sa.ForeignKeyConstraint(
            ["disclosure_id"],
            ["disclosure.id"],
            name="fk_draft_words_disclosure_id",
        ),
        sa.PrimaryKeyConstraint("draft_id", name="pk_draft_words"),
    )
    op.execute(
        "INSERT INTO draft_words (draft_id, disclosure_id, words)"
        " SELECT id, disclosure_id, words FROM draft"
    )
    op.execute("UPDATE draft SET words = ''")


def downgrade() -> None:
    """Give the words back to the versions."""
    op.execute(
        "UPDATE draft SET words = (SELECT draft_words.words FROM draft_words"
        " WHERE draft_words.draft_id = draft.id)"
    )
    op.drop_table("draft_words")
