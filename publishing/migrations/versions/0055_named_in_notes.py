"""Let versions be found by what their change note and the file's name say.

Both go out with the version, so whoever is named there must be found (REQ-22).
"""

import unicodedata
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0055"
down_revision: str | None = "0054"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add their words to the words of each version that has any."""
    draft = sa.table(
        "draft",
        sa.column("id", sa.String),
        sa.column("change_note", sa.Text),
        sa.column("source_name", sa.String),
    )
    said = sa.table(
        "draft_words", sa.column("draft_id", sa.String), sa.column("words", sa.Text)
    )
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(draft.c.change_note, draft.c.source_name, said.c.draft_id)
        .add_columns(said.c.words)
        .join_from(said, draft, draft.c.id == said.c.draft_id)
        .where(sa.or_(draft.c.change_note != "", draft.c.source_name != ""))
    )
    for row in rows.all():
        told = (row.words, _folded(f"{row.change_note} {row.source_name}"))
        connection.execute(
            sa.update(said)
            .where(said.c.draft_id == row.draft_id)
            .values(words=" ".join(told).strip())
        )


def downgrade() -> None:
    """Leave the words: they are found by more than before, and nothing is lost."""


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
