"""Let a person decide a day on which only a doubtful clock speaks; nothing else."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from programme.programme import progress_target_of
from programme.service_day import DayState
from publishing.coverage.reckoning import Reckoner
from publishing.desk.deciding import checked_reason
from publishing.errors import NotThere, StateForbids
from publishing.evidence.assigned import assigned
from publishing.evidence.settled import look_again
from publishing.oversight.journal import record
from publishing.releases_due import ask_for
from publishing.schedule.hanging import goes_on
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.coverage import DayRuling
from publishing.tables.disclosures import Disclosure
from publishing.tables.people import Office
from publishing.tables.schedule import GroupEntry

_MAY = (Office.PUBLISHER, Office.APPROVER)


class DayRulings:
    """Keep what people decided of days in doubt."""

    def __init__(self, *, acting: Acting, reckoner: Reckoner) -> None:
        self._acting = acting
        self._reckoner = reckoner

    def rule(
        self, actor: str, disclosure: str, day: date, *, counts: bool, reason: str
    ) -> None:
        """Decide whether a day in doubt counts; a later word takes the place of it.

        Raises:
            NotAllowed: Neither the publishing office nor an approver of the unit.
            NotThere: No such disclosure.
            StateForbids: The day is not in doubt.
            Refused: No reason was given.
        """
        told = checked_reason(reason)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            matter = session.get(Disclosure, disclosure)
            if matter is None:
                raise NotThere("这件公开事项")
            must_hold(session, person, matter.unit_id, *_MAY, what="认定存疑的日子")
            self._check(session, disclosure, day, now)
            row = session.get(DayRuling, (disclosure, day))
            if row is None:
                row = DayRuling(disclosure_id=disclosure, day=day)
                session.add(row)
            row.counts, row.reason = counts, told
            row.ruled_by, row.ruled_at = person.id, now
            record(
                session,
                actor=person.id,
                act="day.ruled",
                subject=disclosure,
                details={
                    "day": day.isoformat(),
                    "counts": counts,
                    "reason_given": told,
                },
                at=now,
            )
            look_again(session, {disclosure})

        self._acting.act(actor, "day.rule", do)

    def _check(
        self, session: Session, disclosure: str, day: date, now: datetime
    ) -> None:
        """Return only if the day is in doubt, or was decided before.

        Raises:
            StateForbids: It is not.
        """
        if session.get(DayRuling, (disclosure, day)) is not None:
            return
        hung = assigned(session, goes_on(now), GroupEntry.disclosure_id == disclosure)
        reckoning = self._reckoner.reckon(session, hung, now=now)
        doubtful = {
            one.day
            for version in reckoning.versions
            for one in version.days
            if one.state is DayState.UNCERTAIN
        }
        if day not in doubtful:
            raise StateForbids("认定", state="没有存疑", thing="这一天")
        for one in hung:
            for group in one.groups:
                ask_for(session, progress_target_of(group.group), now)
