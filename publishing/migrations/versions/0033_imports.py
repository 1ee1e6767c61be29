"""Keep what became of a file, and who read the words of scanned pages."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0033"
down_revision: str | None = "0032"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make both tables; versions from before have no reading, words no reader."""
    op.create_table(
        "import_reading",
        sa.Column("draft_id", sa.String(length=80), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name="fk_import_reading_draft_id"
        ),
        sa.PrimaryKeyConstraint("draft_id", name="pk_import_reading"),
    )
    op.create_table(
        "page_words",
        sa.Column("disclosure_id", sa.String(length=80), nullable=False),
        sa.Column("image_sha256", sa.String(length=64), nullable=False),
        sa.Column("words_sha256", sa.String(length=64), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("staff_id", sa.String(length=80), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosure.id"], name="fk_page_words_disclosure_id"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name="fk_page_words_staff_id"
        ),
        sa.PrimaryKeyConstraint(
            "disclosure_id", "image_sha256", "words_sha256", name="pk_page_words"
        ),
    )


def downgrade() -> None:
    """Take both tables away."""
    op.drop_table("page_words")
    op.drop_table("import_reading")
