"""Keep what devices read back from their glass, their pictures, and batches' spans."""

import base64
import json
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from publishing.migrations.initial.base import DIGEST, INSTANT, NAME

revision: str = "0029"
down_revision: str | None = "0028"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_AT_ONCE = 500
_TIMES = ("from_at", "to_at", "at")


def upgrade() -> None:
    """Make the tables, and read from the batches when each of them speaks of."""
    op.create_table(
        "evidence_span",
        sa.Column(
            "batch_id",
            sa.Integer(),
            sa.ForeignKey("evidence_batch.id", name="fk_evidence_span_batch_id"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("device_id", NAME, nullable=False),
        sa.Column("from_at", INSTANT, nullable=False),
        sa.Column("to_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("batch_id", name="pk_evidence_span"),
    )
    op.create_index(
        "ix_evidence_span_device_id_to_at", "evidence_span", ["device_id", "to_at"]
    )
    op.create_table(
        "glass_state",
        _device("glass_state"),
        sa.Column("checked_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("disclosure_id", NAME, nullable=True),
        sa.Column("page", DIGEST, nullable=True),
        sa.Column("differed_at", INSTANT, nullable=True),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("start_reason", sa.String(20), nullable=True),
        sa.PrimaryKeyConstraint("device_id", name="pk_glass_state"),
    )
    op.create_table(
        "capture",
        _device("capture"),
        sa.Column("picture", DIGEST, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("view", sa.String(20), nullable=False),
        sa.Column("disclosure_id", NAME, nullable=True),
        sa.Column("page", DIGEST, nullable=True),
        sa.Column("programme_version", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(20), nullable=False),
        sa.Column("part", sa.LargeBinary(), nullable=True),
        sa.Column("stored_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("device_id", "picture", name="pk_capture"),
    )
    op.create_index("ix_capture_device_id_at", "capture", ["device_id", "at"])
    _fill_spans(op.get_bind())


def downgrade() -> None:
    """Take the tables away."""
    for table in ("capture", "glass_state", "evidence_span"):
        op.drop_table(table)


def _device(table: str) -> sa.Column[str]:
    key = sa.ForeignKey("device.id", name=f"fk_{table}_device_id")
    return sa.Column("device_id", NAME, key, nullable=False)


def _fill_spans(connection: sa.Connection) -> None:
    batches = sa.table(
        "evidence_batch",
        sa.column("id", sa.Integer),
        sa.column("device_id", NAME),
        sa.column("body", sa.LargeBinary),
    )
    spans = sa.table(
        "evidence_span",
        sa.column("batch_id", sa.Integer),
        sa.column("device_id", NAME),
        sa.column("from_at", INSTANT),
        sa.column("to_at", INSTANT),
    )
    last = 0
    query = sa.select(batches).order_by(batches.c.id).limit(_AT_ONCE)
    while rows := connection.execute(query.where(batches.c.id > last)).all():
        for batch, device, body in rows:
            times = _times_of(body)
            if times:
                values = (batch, device, min(times), max(times))
                connection.execute(
                    sa.insert(spans).values(
                        dict(zip(spans.c.keys(), values, strict=True))
                    )
                )
        last = rows[-1][0]


def _times_of(body: bytes) -> list[datetime]:
    """Return every instant that a kept batch speaks of; one that is spoilt, of none."""
    try:
        payload = json.loads(zlib.decompress(body))["payload"]
        padded = payload + "=" * (-len(payload) % 4)
        records = json.loads(base64.urlsafe_b64decode(padded))["records"]
    except (ValueError, KeyError, TypeError, zlib.error):
        return []
    return [
        datetime.fromisoformat(link["record"][name]).astimezone(UTC)
        for link in records
        for name in _TIMES
        if name in link["record"]
    ]
