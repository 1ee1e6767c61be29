"""Gather the duties of a person from every source; change nothing."""

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo

from sqlalchemy.orm import Session

from programme.clock import Clock
from publishing.calendar.current import Calendars
from publishing.duties.days import Month, laid_out, month_of, weeks_of
from publishing.duties.duty import Ranked, Urgency, ranked
from publishing.duties.source import DutySource, Reach
from publishing.staff.acting import Acting
from publishing.staff.offices import Person

USUAL_REACH = timedelta(days=21)
"""Holds every day that is due within five working days, the longest holiday too."""


class Gatherer:
    """Ask every source for a person whose session is open already."""

    def __init__(
        self,
        sources: Iterable[DutySource],
        *,
        calendars: Calendars,
        clock: Clock,
        zone: tzinfo,
    ) -> None:
        self._sources = tuple(sources)
        self._calendars = calendars
        self._clock = clock
        self._zone = zone

    def today(self) -> date:
        """Return the local day."""
        return self._clock.now().astimezone(self._zone).date()

    def gather(
        self, session: Session, person: Person, *, until_on: date | None = None
    ) -> tuple[Ranked, ...]:
        """Return everything that waits for a person, the worst first.

        Args:
            session: One that reads.
            person: As they are now; what is not of their units is not told.
            until_on: How far ahead; without it a few weeks.
        """
        at = self._clock.now()
        on = at.astimezone(self._zone).date()
        reach = Reach(at=at, on=on, until_on=until_on or on + USUAL_REACH)
        duties = [
            duty
            for source in self._sources
            for duty in source.for_person(session, person, reach)
        ]
        return ranked(duties, on=on, workdays=self._calendars.workdays)


class Duties:
    """Answer members of staff what waits."""

    def __init__(
        self, *, acting: Acting, gatherer: Gatherer, calendars: Calendars
    ) -> None:
        self._acting = acting
        self._gatherer = gatherer
        self._calendars = calendars

    def open(self, actor: str, *, until_on: date | None = None) -> tuple[Ranked, ...]:
        """Return everything that waits for a person and their units, worst first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[Ranked, ...]:
            return self._gatherer.gather(session, person, until_on=until_on)

        return self._acting.look(actor, "duties", do)

    def month(self, actor: str, on: date) -> Month:
        """Return the month of a day with what is due on its days.

        Raises:
            NotSignedIn: The actor may not act any more.
            OutsideCalendar: No calendar reaches that day.
        """
        period = month_of(on)
        _, end = weeks_of(period)
        return laid_out(
            self.open(actor, until_on=end),
            period,
            calendar=self._calendars.calendar,
            workdays=self._calendars.workdays,
        )

    def pressing(self, actor: str) -> tuple[Ranked, ...]:
        """Return what waits for the person, and what of their units is near or late.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        return tuple(one for one in self.open(actor) if _presses(one))


def _presses(one: Ranked) -> bool:
    return one.duty.mine or one.urgency not in {Urgency.OPEN, Urgency.LATER}
