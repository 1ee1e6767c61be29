"""Give a county what hung with a gap, and a day that a person decided."""

from datetime import date, timedelta

from sqlalchemy import select

from publishing.desk.views import DraftView
from publishing.tables.coverage import DayRuling
from publishing.tables.schedule import GroupEntry
from tests.fakes.desk import County
from tests.fakes.hand_clock import NOON

RULED_ON = date(2026, 11, 20)


def gapped(county: County, ruled: DraftView, **form: object) -> DraftView:
    """Return what has hung for a week that nobody saw; rule a day of another."""
    made = county.approved(**({"title": "有缺口"} | form))
    with county.database.session() as session:
        query = select(GroupEntry).where(
            GroupEntry.disclosure_id == made.line.disclosure
        )
        for entry in session.scalars(query):
            entry.starts_at = NOON - timedelta(days=7)
        session.add(
            DayRuling(
                disclosure_id=ruled.line.disclosure,
                day=RULED_ON,
                counts=False,
                reason="查过",
                ruled_by=county.people["publisher"],
                ruled_at=NOON,
            )
        )
    return made
