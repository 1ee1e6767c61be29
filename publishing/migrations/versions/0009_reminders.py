"""Remember reminders, calendar feeds and how often an event has changed."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import DIGEST, INSTANT, NAME

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        _staff("reminder"),
        sa.Column("duty", sa.String(200), nullable=False),
        sa.Column("occasion", sa.String(32), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint(
            "staff_id",
            "duty",
            "occasion",
            "due_at",
            name="uq_reminder_staff_id_duty_occasion_due_at",
        ),
    )
    op.create_index("ix_reminder_staff_id", "reminder", ["staff_id"])
    op.create_table(
        "calendar_feed",
        sa.Column("token_hash", DIGEST, nullable=False),
        _staff("calendar_feed"),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_calendar_feed"),
    )
    op.create_index("ix_calendar_feed_staff_id", "calendar_feed", ["staff_id"])
    op.create_table(
        "calendar_event",
        _staff("calendar_event"),
        sa.Column("uid", sa.String(240), nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("staff_id", "uid", name="pk_calendar_event"),
    )


def downgrade() -> None:
    """Take the three tables away."""
    for table in ("calendar_event", "calendar_feed", "reminder"):
        op.drop_table(table)


def _staff(table: str) -> sa.Column[str]:
    key = sa.ForeignKey("staff.id", name=f"fk_{table}_staff_id")
    return sa.Column("staff_id", NAME, key, nullable=False)
