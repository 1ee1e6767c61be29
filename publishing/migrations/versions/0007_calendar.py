"""Keep the county's own days, the calendars that held, and what they moved."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the three tables."""
    _county_day()
    _snapshot()
    _change()


def downgrade() -> None:
    """Take them away again."""
    for table in ("calendar_change", "calendar_snapshot", "county_day"):
        op.drop_table(table)


def _county_day() -> None:
    op.create_table(
        "county_day",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(400), nullable=False),
        sa.Column("given_by", sa.String(80), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("revoked_by", sa.String(80), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoke_reason", sa.String(400), nullable=False),
        sa.Column("revoked", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_county_day"),
        sa.ForeignKeyConstraint(
            ["given_by"], ["staff.id"], name="fk_county_day_given_by"
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["staff.id"], name="fk_county_day_revoked_by"
        ),
    )
    op.create_index("ix_county_day_day", "county_day", ["day"])
    op.create_index("ix_county_day_revoked_at", "county_day", ["revoked_at"])


def _snapshot() -> None:
    op.create_table(
        "calendar_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("cause", sa.String(32), nullable=False),
        sa.Column("words", sa.String(400), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("affected", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_snapshot"),
    )


def _change() -> None:
    op.create_table(
        "calendar_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.String(80), nullable=False),
        sa.Column("draft_id", sa.String(80), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_change"),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["calendar_snapshot.id"],
            name="fk_calendar_change_snapshot_id",
        ),
        sa.ForeignKeyConstraint(
            ["disclosure_id"],
            ["disclosure.id"],
            name="fk_calendar_change_disclosure_id",
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name="fk_calendar_change_draft_id"
        ),
        sa.UniqueConstraint(
            "snapshot_id", "draft_id", name="uq_calendar_change_snapshot_id_draft_id"
        ),
    )
    op.create_index(
        "ix_calendar_change_disclosure_id", "calendar_change", ["disclosure_id"]
    )
    op.create_index("ix_calendar_change_changed_at", "calendar_change", ["changed_at"])
