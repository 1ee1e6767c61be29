"""Keep once what the records of a slide share, so that batches can be kept small."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import DIGEST

revision: str = "0036"
down_revision: str | None = "0035"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the table; batches that are there stay as they are."""
    op.create_table(
        "evidence_shape",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_shape"),
        sa.UniqueConstraint("sha256", name="uq_evidence_shape_sha256"),
    )


def downgrade() -> None:
    """Take the table away; batches that were kept small cannot be read then."""
    op.drop_table("evidence_shape")
