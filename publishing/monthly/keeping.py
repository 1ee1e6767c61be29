"""Make the report of every month that is over; a job, asked at each tick."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.clock import Clock
from publishing.database import Database
from publishing.monthly.making import SYSTEM, ReportMaker
from publishing.monthly.spans import ReportSpan, due_months
from publishing.tables.log import LogCheckpoint
from publishing.tables.monthly import ReportFile

_BY_ITSELF = "由发布中心自动出具"
_TRY_AGAIN = timedelta(hours=1)


class ReportKeeper:
    """Be asked at each tick; months that were missed are made up, one a tick."""

    def __init__(
        self,
        *,
        database: Database,
        maker: ReportMaker | None,
        clock: Clock,
        zone: ZoneInfo,
    ) -> None:
        self._database = database
        self._maker = maker
        self._clock = clock
        self._zone = zone
        self._not_before: datetime | None = None

    def tick(self) -> None:
        """Make the oldest report that is due; without a log's key there is none.

        What went wrong is tried again an hour later, and not at every tick.
        """
        now = self._clock.now()
        if self._maker is None or (self._not_before and now < self._not_before):
            return
        with self._database.reading() as session:
            span = self._due(session, now)
        if span is None:
            return
        self._not_before = now + _TRY_AGAIN
        self._maker.make(span, by=SYSTEM, name=_BY_ITSELF, now=now)
        self._not_before = None

    def _due(self, session: Session, now: datetime) -> ReportSpan | None:
        """Return the oldest month that is over and has no report yet."""
        query = select(LogCheckpoint.signed_at).order_by(LogCheckpoint.size)
        begun = session.scalar(query.limit(1))
        if begun is None:
            return None
        spans = due_months(begun.astimezone(self._zone).date(), now, self._zone)
        made = frozenset(session.scalars(select(ReportFile.report)))
        return next((one for one in spans if one.report not in made), None)
