"""Keep what service days came to, why they fell short, and what cured them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0031"
down_revision: str | None = "0030"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ADDED = {
    "painted_day": ("uncertain_milliseconds", "uncertain_exposures"),
    "listed_day": ("uncertain_milliseconds",),
}
_TABLES = (
    "cure",
    "day_ruling",
    "short_cause",
    "settle_due",
    "settled_day",
    "contested_day",
    "evidence_reach",
)


def upgrade() -> None:
    """Add tables and columns; sums that are there stay as they were counted."""
    for table, names in _ADDED.items():
        for name in names:
            column: sa.Column[int] = sa.Column(
                name, sa.Integer(), nullable=False, server_default="0"
            )
            op.add_column(table, column)
    _make_sums()
    _make_acts()


def downgrade() -> None:
    """Take all of it away."""
    for table in _TABLES:
        op.drop_table(table)
    for table, names in _ADDED.items():
        for name in names:
            op.drop_column(table, name)


def _make_sums() -> None:
    name = sa.String(80)
    op.create_table(
        "evidence_reach",
        sa.Column("device_id", name, nullable=False),
        sa.Column("writer", name, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("sure_to_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("device_id", "writer", name="pk_evidence_reach"),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name="fk_evidence_reach_device_id"
        ),
    )
    op.create_table(
        "contested_day",
        sa.Column("device_id", name, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", "day", name="pk_contested_day"),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name="fk_contested_day_device_id"
        ),
    )
    op.create_table(
        "settled_day",
        sa.Column("disclosure_id", name, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.Column("group_id", name, nullable=False),
        sa.Column("exposures", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("disclosure_id", "day", name="pk_settled_day"),
    )
    op.create_table(
        "settle_due",
        sa.Column("disclosure_id", name, nullable=False),
        sa.PrimaryKeyConstraint("disclosure_id", name="pk_settle_due"),
    )


def _make_acts() -> None:
    name, at = sa.String(80), sa.DateTime(timezone=True)
    op.create_table(
        "short_cause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(32), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("unit_id", name, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(400), nullable=False),
        sa.Column("recorded_by", name, nullable=False),
        sa.Column("recorded_at", at, nullable=False),
        sa.Column("struck_by", name, nullable=True),
        sa.Column("struck_at", at, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_short_cause"),
        *_refers("short_cause", unit_id="unit", recorded_by="staff", struck_by="staff"),
    )
    op.create_index("ix_short_cause_last_on", "short_cause", ["last_on"])
    op.create_table(
        "day_ruling",
        sa.Column("disclosure_id", name, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ruled_by", name, nullable=False),
        sa.Column("ruled_at", at, nullable=False),
        sa.PrimaryKeyConstraint("disclosure_id", "day", name="pk_day_ruling"),
        *_refers("day_ruling", disclosure_id="disclosure", ruled_by="staff"),
    )
    op.create_table(
        "cure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", name, nullable=False),
        sa.Column("manifest_sha256", name, nullable=False),
        sa.Column("short_on", sa.Text(), nullable=False),
        sa.Column("ended_at", at, nullable=False),
        sa.Column("ends_at", at, nullable=False),
        sa.Column("made_at", at, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cure"),
        *_refers("cure", disclosure_id="disclosure"),
    )
    op.create_index("ix_cure_disclosure_id", "cure", ["disclosure_id"])


def _refers(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}")
        for column, target in columns.items()
    ]
