"""Say from which day the deadlines of a version count; count none itself.

What serves a period of the catalogue is due from the period's last day, everything
else from the day on which the matter was settled (REQ-6, REQ-7).
"""

from datetime import date, timedelta

from sqlalchemy import and_

from publishing.tables.catalogue import CatalogueDueRow
from publishing.tables.disclosures import Draft

OF_ITS_PERIOD = and_(
    CatalogueDueRow.unit_id == Draft.unit_id,
    CatalogueDueRow.line == Draft.catalogue_entry,
    CatalogueDueRow.period_starts_on == Draft.period_starts_on,
)
"""Joins a version to the issue that it serves; most serve none."""


def counted_from(settled_on: date, period_ends_on: date | None) -> date:
    """Return the day from which deadlines count, for a joined `period_ends_on`."""
    return settled_on if period_ends_on is None else period_ends_on - timedelta(days=1)
