"""Say of versions on their way how they stand against their deadlines; change nothing.

What waits for whom is said by `publishing.duties`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.deadline import deadlines_of
from publishing.calendar.current import Calendars
from publishing.desk.rows import visible
from publishing.desk.stage_turn import earlier_stage
from publishing.desk.views import DraftLine
from publishing.inspection.deadline import Standing, standing_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.stages.rules import turn_words
from publishing.tables.disclosures import DraftState

_WAITING = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)


class Standings:
    """Answer how near the deadlines of versions are."""

    def __init__(
        self,
        *,
        acting: Acting,
        calendars: Calendars,
        mandates: Mapping[str, Preset],
        zone: ZoneInfo,
    ) -> None:
        self._acting = acting
        self._calendars = calendars
        self._mandates = mandates
        self._zone = zone

    def of(self, actor: str, lines: Sequence[DraftLine]) -> Mapping[str, Standing]:
        """Return how versions on their way stand today, by their ids.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        today = self._acting.clock.now().astimezone(self._zone).date()

        def do(session: Session, person: Person) -> dict[str, Standing]:
            del session, person
            found = ((one.id, self._standing(one, today)) for one in lines)
            return {draft: standing for draft, standing in found if standing}

        return self._acting.look(actor, "duties", do)

    def waits(self, actor: str, draft: str) -> str:
        """Say why a version's stage may not follow yet; empty where it may (REQ-9).

        Raises:
            NotThere: No such version, or not for this person.
        """
        now = self._acting.clock.now()
        workdays, zone = self._calendars.workdays, self._zone

        def do(session: Session, person: Person) -> str:
            row = visible(session, person, draft)
            earlier = earlier_stage(session, row, now=now, workdays=workdays, zone=zone)
            if earlier is None or now.astimezone(zone).date() > earlier.served_on:
                return ""
            return f"{turn_words(earlier)}。"

        return self._acting.look(actor, "duties", do)

    def _standing(self, line: DraftLine, today: date) -> Standing | None:
        preset, workdays = self._mandates.get(line.mandate), self._calendars.workdays
        known = workdays.calendar.covers(line.settled_on)
        if preset is None or line.state not in _WAITING or not known:
            return None
        if line.hung_since is not None:  # It hangs already: nothing is due.
            return None
        deadlines = deadlines_of(
            preset.mandate, counted_from=line.settled_on, workdays=workdays
        )
        return standing_of(deadlines, today=today, workdays=workdays)
