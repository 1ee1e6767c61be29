"""Put together what a report tells of its span; every part is gathered elsewhere."""

from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from programme.monthly_report import Figures
from publishing.calendar.current import Calendars
from publishing.coverage.reckoning import Reckoner, ServiceEnds
from publishing.monthly.acts import cured_in, orders_in, published_in, withdrawn_in
from publishing.monthly.days import days_in
from publishing.monthly.devices import devices_in
from publishing.monthly.spans import ReportSpan


class Gatherer:
    """Gather figures; it changes nothing."""

    def __init__(
        self, *, calendars: Calendars, presence_counts: bool, zone: tzinfo
    ) -> None:
        self._calendars = calendars
        self._reckoner = Reckoner(calendars=calendars, presence_counts=presence_counts)
        self._zone = zone

    def figures(self, session: Session, span: ReportSpan, now: datetime) -> Figures:
        """Return everything that happened in a span, as it is known now."""
        from_at, to_at = span.instants(self._zone)
        service = ServiceEnds(session, self._calendars.workdays)
        days = days_in(session, span, self._reckoner, now=now)
        return Figures(
            days=days.counts,
            short=days.short,
            published=published_in(session, from_at, to_at),
            withdrawn=withdrawn_in(session, from_at, to_at),
            cured=cured_in(session, from_at, to_at),
            orders=orders_in(session, from_at, to_at),
            devices=devices_in(session, span, service, now=now, zone=self._zone),
        )
