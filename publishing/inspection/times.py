"""Show what other weekdays and times of what hangs would change; change nothing.

The verdict is that of the act itself: what would be refused is refused here, in the
same words.
"""

from datetime import tzinfo

from sqlalchemy.orm import Session

from publishing.calendar.current import Calendars
from publishing.desk.lengthening import hanging_on
from publishing.desk.retiming import Retiming, WantedTimes
from publishing.desk.views import manifest_of
from publishing.errors import NotThere
from publishing.evidence.windows import window_of as window_of_entry
from publishing.inspection.hung import Manifests, signed_of
from publishing.inspection.loops import Loops, Move
from publishing.inspection.outlook import Outlook, days_of, unsure_days
from publishing.staff.acting import Acting
from publishing.staff.offices import Person


class TimesOutlooks:
    """Answer what other weekdays and times would change."""

    def __init__(
        self,
        *,
        acting: Acting,
        retiming: Retiming,
        calendars: Calendars,
        zone: tzinfo,
        manifests: Manifests,
    ) -> None:
        self._acting = acting
        self._retiming = retiming
        self._calendars = calendars
        self._zone = zone
        self._loops = Loops(zone=zone, manifests=manifests, calendars=calendars)

    def of_hanging(
        self, actor: str, disclosure: str, wanted: WantedTimes, *, edition: int
    ) -> Outlook:
        """Return what a version with other weekdays and times would change.

        Raises:
            NotAllowed: Not a drafter of the unit.
            ContentChanged: Somebody acted since the page was read.
            StateForbids: Nothing of it is published.
            WindowImpossible: The window cannot be.
            Refused: Nothing would change, or what was promised would be cut short.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Outlook:
            row = self._retiming.theirs(session, person, disclosure, edition=edition)
            _, after = self._retiming.tried(session, row, wanted, now=now)
            manifest = manifest_of(session, row.manifest_sha256)
            if manifest is None:
                raise NotThere("签发单")
            hung = {
                entry.group_id: window_of_entry(entry)
                for entry in hanging_on(session, row, tuple(row.groups))
            }
            moves = {
                group: Move(hangs=window, after=after) for group, window in hung.items()
            }
            first = next(iter(hung.values()))
            days = days_of(after, self._zone)
            return Outlook(
                title=row.title,
                before=days_of(first, self._zone),
                after=days,
                groups=self._loops.outlook(
                    session, disclosure, moves, signed=signed_of(manifest), now=now
                ),
                provisional=unsure_days(days, self._calendars.workdays),
                voids=0,
            )

        return self._acting.look(actor, "draft.change", do)
