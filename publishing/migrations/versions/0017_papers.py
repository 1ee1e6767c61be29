"""Keep clerks' sealed keys and approvals signed on paper."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID, _DIGEST, _AT = sa.String(80), sa.String(64), sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; nobody has a key yet."""
    op.create_table(
        "staff_key",
        sa.Column("key_id", _DIGEST, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("public", sa.String(64), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("made_at", _AT, nullable=False),
        sa.Column("retired_at", _AT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", _AT, nullable=True),
        sa.PrimaryKeyConstraint("key_id", name="pk_staff_key"),
        _to("staff_key", "staff_id", "staff.id"),
    )
    op.create_index("ix_staff_key_staff_id", "staff_key", ["staff_id"])
    op.create_table(
        "paper_approval",
        sa.Column("id", _ID, nullable=False),
        sa.Column("draft_id", _ID, nullable=False),
        sa.Column("manifest_sha256", _DIGEST, nullable=False),
        sa.Column("step", sa.String(400), nullable=False),
        sa.Column("decider_id", _ID, nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("scan_sha256", _DIGEST, nullable=False),
        sa.Column("office_number", sa.String(400), nullable=False),
        sa.Column("begun_by", _ID, nullable=False),
        sa.Column("begun_at", _AT, nullable=False),
        sa.Column("settled_at", _AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_paper_approval"),
        _to("paper_approval", "draft_id", "draft.id"),
        _to("paper_approval", "manifest_sha256", "manifest.sha256"),
        _to("paper_approval", "decider_id", "staff.id"),
        _to("paper_approval", "begun_by", "staff.id"),
    )
    op.create_index("ix_paper_approval_draft_id", "paper_approval", ["draft_id"])
    op.create_table(
        "paper_attestation",
        sa.Column("paper_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("attestation", sa.Text(), nullable=False),
        sa.Column("attested_at", _AT, nullable=False),
        sa.PrimaryKeyConstraint("paper_id", "staff_id", name="pk_paper_attestation"),
        _to("paper_attestation", "paper_id", "paper_approval.id"),
        _to("paper_attestation", "staff_id", "staff.id"),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("paper_attestation", "paper_approval", "staff_key"):
        op.drop_table(table)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
