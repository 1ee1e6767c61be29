"""Make the tables of the centre's first version."""

from collections.abc import Sequence

from alembic import op

from publishing.migrations.initial import (
    disclosures,
    evidence,
    fleet,
    journal,
    people,
    release,
    schedule,
    services,
    units,
)
from publishing.migrations.initial.base import METADATA

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MODULES = (
    disclosures,
    evidence,
    fleet,
    journal,
    people,
    release,
    schedule,
    services,
    units,
)
"""Importing them makes the metadata whole."""


def upgrade() -> None:
    """Make the tables."""
    METADATA.create_all(op.get_bind())


def downgrade() -> None:
    """Take the tables away."""
    METADATA.drop_all(op.get_bind())
