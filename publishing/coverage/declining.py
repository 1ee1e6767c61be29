"""Let a person decide that a notice with a gap gets no second one; nothing else.

A printed end never moves by itself: the gap stands on record, and who decided that it
is not made up for, and why, stands beside it (REQ-21).
"""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from programme.mandate import Shortfall
from publishing.coverage.reckoning import Reckoned, Reckoner
from publishing.desk.deciding import checked_reason
from publishing.errors import NotThere, Refused
from publishing.evidence.assigned import assigned, of_disclosures
from publishing.evidence.declined import DeclinedView, declined_of
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.coverage import DeclinedSupplement
from publishing.tables.disclosures import Disclosure
from publishing.tables.people import Office


class Declining:
    """Keep what people decided of gaps that no rule cures."""

    def __init__(self, *, acting: Acting, reckoner: Reckoner) -> None:
        self._acting = acting
        self._reckoner = reckoner

    def decline(self, actor: str, disclosure: str, *, reason: str) -> None:
        """Decide that the days that fell short so far are not made up for.

        The end stands as it did, and a second notice may be drafted all the same. Days
        that fall short later are decided by themselves.

        Raises:
            NotAllowed: Not an approver of the unit.
            NotThere: No such disclosure.
            Refused: No reason was given, or no short day waits for a decision.
        """
        told = checked_reason(reason)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            matter = session.get(Disclosure, disclosure)
            if matter is None:
                raise NotThere("这件公开事项")
            unit = matter.unit_id
            must_hold(session, person, unit, Office.APPROVER, what="决定不补公示")
            open_days = self._open(session, disclosure, now)
            if not open_days:
                message = "这件没有等着决定的不足的日子。请刷新再看。"
                raise Refused(message, code="nothing_to_decide")
            for manifest, days in open_days.items():
                row = DeclinedSupplement(
                    disclosure_id=disclosure,
                    manifest_sha256=manifest,
                    short_on=[day.isoformat() for day in days],
                    reason=told,
                    declined_by=person.id,
                    declined_at=now,
                )
                session.add(row)
                _tell(session, person, row)

        self._acting.act(actor, "supplement.decline", do)

    def _open(
        self, session: Session, disclosure: str, now: datetime
    ) -> dict[str, tuple[date, ...]]:
        """Return the days that wait for a decision, by version."""
        hung = assigned(session, of_disclosures((disclosure,)))
        reckoning = self._reckoner.reckon(session, hung, now=now)
        known = declined_of(session, (disclosure,)).get(disclosure, ())
        found = {
            one.hung.manifest_sha256: undecided(one, known)
            for one in reckoning.versions
        }
        return {manifest: days for manifest, days in found.items() if days}


def undecided(version: Reckoned, known: Iterable[DeclinedView]) -> tuple[date, ...]:
    """Return the short days that a person has to decide, oldest first.

    None where the rule deals with them, as it does with all but a printed end.
    """
    if version.hung.mandate.shortfall is not Shortfall.STANDS:
        return ()
    decided = {
        day
        for one in known
        if one.manifest_sha256 == version.hung.manifest_sha256
        for day in one.short_on
    }
    return tuple(one.day for one in version.short if one.day not in decided)


def _tell(session: Session, person: Person, row: DeclinedSupplement) -> None:
    record(
        session,
        actor=person.id,
        act="supplement.declined",
        subject=row.disclosure_id,
        details={
            "manifest_sha256": row.manifest_sha256,
            "short_on": row.short_on,
            "reason_given": row.reason,
        },
        at=row.declined_at,
    )
