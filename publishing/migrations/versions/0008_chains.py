"""Make approval chains data per unit, with what decisions say besides."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID, _DIGEST, _LINE = sa.String(80), sa.String(64), sa.String(400)


def upgrade() -> None:
    """Make the tables; what is on the desk keeps the chain of three."""
    _make_chains()
    op.create_table(
        "decision_note",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("step", _LINE, nullable=False),
        sa.Column("for_id", _ID, nullable=True),
        sa.Column("entered_by", _ID, nullable=True),
        sa.Column("record_sha256", _DIGEST, nullable=True),
        sa.PrimaryKeyConstraint("decision_id", name="pk_decision_note"),
        _to("decision_note", "decision_id", "decision.id"),
        _to("decision_note", "for_id", "staff.id"),
        _to("decision_note", "entered_by", "staff.id"),
    )
    op.create_table(
        "draft_paper",
        sa.Column("draft_id", _ID, nullable=False),
        sa.Column("sha256", _DIGEST, nullable=False),
        sa.Column("name", _LINE, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("manifest_sha256", _DIGEST, nullable=False),
        sa.Column("added_by", _ID, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "sha256", name="pk_draft_paper"),
        _to("draft_paper", "draft_id", "draft.id"),
        _to("draft_paper", "manifest_sha256", "manifest.sha256"),
        _to("draft_paper", "added_by", "staff.id"),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("draft_paper", "decision_note", "draft_chain", "unit_chain"):
        op.drop_table(table)


def _make_chains() -> None:
    op.create_table(
        "unit_chain",
        sa.Column("unit_id", _ID, nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", _ID, nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "level", name="pk_unit_chain"),
        _to("unit_chain", "unit_id", "unit.id"),
        _to("unit_chain", "changed_by", "staff.id"),
    )
    op.create_table(
        "draft_chain",
        sa.Column("draft_id", _ID, nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", name="pk_draft_chain"),
        _to("draft_chain", "draft_id", "draft.id"),
    )


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
