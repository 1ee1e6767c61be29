"""Keep emergency notices, stops, and removals of everything that names one person."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0032"
down_revision: str | None = "0031"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_NAME, _DIGEST, _WORD = sa.String(80), sa.String(64), sa.String(32)
_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "screen_order",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("state", _WORD, nullable=False),
        sa.Column("unit_id", _NAME, nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("starts_at", _AT, nullable=False),
        sa.Column("ends_at", _AT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sha256", _DIGEST, nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("proposed_by", _NAME, nullable=False),
        sa.Column("proposed_at", _AT, nullable=False),
        sa.Column("settled_by", _NAME),
        sa.Column("settled_at", _AT),
        sa.Column("ended_by", _NAME),
        sa.Column("ended_at", _AT),
        sa.Column("end", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_screen_order"),
        _to("screen_order", "unit_id", "unit.id"),
        _to("screen_order", "proposed_by", "staff.id"),
        _to("screen_order", "settled_by", "staff.id"),
        _to("screen_order", "ended_by", "staff.id"),
    )
    op.create_index(
        "ix_screen_order_state_ends_at", "screen_order", ["state", "ends_at"]
    )
    op.create_table(
        "sealed_review",
        sa.Column("order_id", _NAME, nullable=False),
        sa.Column("reason_sha256", _DIGEST, nullable=False),
        sa.Column("due_at", _AT, nullable=False),
        sa.Column("reviewed_by", _NAME),
        sa.Column("reviewed_at", _AT),
        sa.Column("justified", sa.Boolean()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("order_id", name="pk_sealed_review"),
        _to("sealed_review", "order_id", "screen_order.id"),
        _to("sealed_review", "reviewed_by", "staff.id"),
    )
    op.create_table(
        "override_glass",
        sa.Column("order_id", _NAME, nullable=False),
        sa.Column("device_id", _NAME, nullable=False),
        sa.Column("first_at", _AT, nullable=False),
        sa.Column("last_at", _AT, nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("order_id", "device_id", name="pk_override_glass"),
        _to("override_glass", "device_id", "device.id"),
    )
    _add_removals()


def _add_removals() -> None:
    op.create_table(
        "person_removal",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("cause", _WORD, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("salt", _DIGEST, nullable=False),
        sa.Column("seal", _DIGEST, nullable=False),
        sa.Column("state", _WORD, nullable=False),
        sa.Column("proposed_by", _NAME, nullable=False),
        sa.Column("proposed_at", _AT, nullable=False),
        sa.Column("settled_by", _NAME),
        sa.Column("settled_at", _AT),
        sa.PrimaryKeyConstraint("id", name="pk_person_removal"),
        _to("person_removal", "proposed_by", "staff.id"),
        _to("person_removal", "settled_by", "staff.id"),
    )
    op.create_index("ix_person_removal_state", "person_removal", ["state"])
    op.create_table(
        "removal_item",
        sa.Column("removal_id", _NAME, nullable=False),
        sa.Column("disclosure_id", _NAME, nullable=False),
        sa.Column("withdrawal_id", _NAME, nullable=False),
        sa.PrimaryKeyConstraint("removal_id", "disclosure_id", name="pk_removal_item"),
        _to("removal_item", "removal_id", "person_removal.id"),
        _to("removal_item", "disclosure_id", "disclosure.id"),
        _to("removal_item", "withdrawal_id", "withdrawal.id"),
    )


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def downgrade() -> None:
    """Take the tables away."""
    for table in (
        "removal_item",
        "person_removal",
        "override_glass",
        "sealed_review",
        "screen_order",
    ):
        op.drop_table(table)
