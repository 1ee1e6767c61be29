"""Keep the words of every version, folded, so that they can be searched."""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_SPOKEN = ("text", "caption", "words", "entries", "rows")


def upgrade() -> None:
    """Add the column and fill it from what the versions say."""
    column = sa.Column("words", sa.Text(), nullable=False, server_default="")
    op.add_column("draft", column)
    draft = sa.table(
        "draft",
        sa.column("id", sa.String),
        sa.column("title", sa.String),
        sa.column("blocks", sa.Text),
        sa.column("words", sa.Text),
    )
    connection = op.get_bind()
    rows = connection.execute(sa.select(draft.c.id, draft.c.title, draft.c.blocks))
    for row in rows.all():
        words = _folded(" ".join((row.title, *_spoken(json.loads(row.blocks)))))
        connection.execute(
            sa.update(draft).where(draft.c.id == row.id).values(words=words)
        )


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("draft", "words")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _spoken(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _spoken(one)
    elif isinstance(value, dict):
        for name in _SPOKEN:
            yield from _spoken(value.get(name))
