"""Begin the draft of a notice that makes up for days that fell short (补公示).

A printed end never moves by itself: a person decides on a new signed notice (REQ-21).
"""

from datetime import date

from sqlalchemy.orm import Session

from publishing.coverage.reckoning import Reckoner
from publishing.coverage.words import day_words
from publishing.desk.changing import begin_version
from publishing.desk.views import DraftView, view_of
from publishing.errors import Refused
from publishing.evidence.assigned import assigned, of_disclosures
from publishing.staff.acting import Acting
from publishing.staff.offices import Person

_MOST_DAYS = 6


class Supplements:
    """Begin notices that make up for a gap."""

    def __init__(self, *, acting: Acting, reckoner: Reckoner) -> None:
        self._acting = acting
        self._reckoner = reckoner

    def begin(self, actor: str, disclosure: str) -> DraftView:
        """Return a new version that says which days are made up for.

        Raises:
            NotThere: There is no such disclosure.
            NotAllowed: Not a drafter of the unit.
            Conflict: A new version is on its way already.
            StateForbids: It was never published.
            Refused: No day of it fell short.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = begin_version(session, person, disclosure, now)
            hung = assigned(session, of_disclosures((disclosure,)))
            reckoning = self._reckoner.reckon(session, hung, now=now)
            short = sorted(
                one.day for version in reckoning.versions for one in version.short
            )
            if not short:
                message = "这件没有不足的日子，不用补公示。要改内容，请用“改”。"
                raise Refused(message, code="nothing_short")
            row.change_note = _note(short)
            row.explicit_end_at = None
            return view_of(session, row)

        return self._acting.act(actor, "draft.change", do)


def _note(short: list[date]) -> str:
    told = "、".join(day_words(day) for day in short[:_MOST_DAYS])
    more = f"等 {len(short)} 天" if len(short) > _MOST_DAYS else ""
    return f"原来的公示 {told}{more}没有公示够，现在补公示。"
