"""Let substitutes stand in for a span of days; know whose account is whose."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID, _LINE, _AT = sa.String(80), sa.String(400), sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables; nobody stands in for anybody yet."""
    op.create_table(
        "substitute",
        sa.Column("id", _ID, nullable=False),
        sa.Column("absent_id", _ID, nullable=False),
        sa.Column("substitute_id", _ID, nullable=False),
        sa.Column("unit_id", _ID, nullable=False),
        sa.Column("office", sa.String(32), nullable=False),
        sa.Column("starts_at", _AT, nullable=False),
        sa.Column("ends_at", _AT, nullable=False),
        sa.Column("named_by", _ID, nullable=False),
        sa.Column("named_at", _AT, nullable=False),
        sa.Column("ended_at", _AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_substitute"),
        _to("substitute", "absent_id", "staff.id"),
        _to("substitute", "substitute_id", "staff.id"),
        _to("substitute", "unit_id", "unit.id"),
        _to("substitute", "named_by", "staff.id"),
    )
    for column in ("absent_id", "substitute_id"):
        op.create_index(f"ix_substitute_{column}", "substitute", [column])
    op.create_table(
        "staff_identity",
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("work_number", _LINE, nullable=False),
        sa.Column("telephone", _LINE, nullable=False),
        sa.Column("same_as", _ID, nullable=True),
        sa.PrimaryKeyConstraint("staff_id", name="pk_staff_identity"),
        _to("staff_identity", "staff_id", "staff.id"),
        _to("staff_identity", "same_as", "staff.id"),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("staff_identity")
    op.drop_table("substitute")


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")
