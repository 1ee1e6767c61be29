"""Let a person hold the pictures of a disputed disclosure, and lift it again (REQ-70).

A hold keeps pictures from ageing out. It never keeps one that has to be erased.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from publishing.desk.deciding import checked_reason
from publishing.errors import NotThere, StateForbids
from publishing.oversight.journal import record
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds, must_hold
from publishing.tables.disclosures import Disclosure
from publishing.tables.glass import CaptureRow, PictureHold
from publishing.tables.people import Office, StaffMember

_MAY = (Office.PUBLISHER, Office.APPROVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """Be one hold."""

    id: int
    reason: str
    held_by_name: str
    held_at: datetime
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturesView:
    """Be the pictures of a disclosure by number, and what holds them."""

    stored: int
    erased: int
    aged: int
    holds: tuple[HoldView, ...]

    @property
    def held(self) -> bool:
        """Say whether a hold stands."""
        return any(one.lifted_at is None for one in self.holds)


class PictureHolds:
    """Keep holds; each is journalled with its reason."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def show(self, actor: str, disclosure: str) -> PicturesView:
        """Return how many pictures there are, and the holds.

        Raises:
            NotThere: No such disclosure, or not for this person.
        """

        def do(session: Session, person: Person) -> PicturesView:
            matter = _matter(session, disclosure)
            if not holds(session, person, matter.unit_id, *Office):
                raise NotThere("这件公开事项")
            return _view(session, disclosure)

        return self._acting.look(actor, "captures.show", do)

    def hold(self, actor: str, disclosure: str, *, reason: str) -> None:
        """Hold the pictures of a disclosure from now on.

        Raises:
            NotAllowed: Neither the publishing office nor an approver of the unit.
            NotThere: No such disclosure.
            StateForbids: They are held already.
            Refused: No reason was given.
        """
        told, now = checked_reason(reason), self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            matter = _matter(session, disclosure)
            must_hold(session, person, matter.unit_id, *_MAY, what="留存照片")
            if _standing(session, disclosure) is not None:
                raise StateForbids("留存", state="已经留存", thing="这些照片")
            session.add(
                PictureHold(
                    disclosure_id=disclosure,
                    reason=told,
                    held_by=person.id,
                    held_at=now,
                )
            )
            _note(session, person, "captures.held", disclosure, told, now)

        self._acting.act(actor, "captures.hold", do)

    def lift(self, actor: str, disclosure: str, *, reason: str) -> None:
        """Let the pictures age like others again.

        Raises:
            NotAllowed: Neither the publishing office nor an approver of the unit.
            NotThere: No such disclosure.
            StateForbids: They are not held.
            Refused: No reason was given.
        """
        told, now = checked_reason(reason), self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            matter = _matter(session, disclosure)
            must_hold(session, person, matter.unit_id, *_MAY, what="解除留存")
            row = _standing(session, disclosure)
            if row is None:
                raise StateForbids("解除", state="没有留存", thing="这些照片")
            row.lifted_by, row.lifted_at = person.id, now
            _note(session, person, "captures.lifted", disclosure, told, now)

        self._acting.act(actor, "captures.lift", do)


def _matter(session: Session, disclosure: str) -> Disclosure:
    matter = session.get(Disclosure, disclosure)
    if matter is None:
        raise NotThere("这件公开事项")
    return matter


def _standing(session: Session, disclosure: str) -> PictureHold | None:
    return session.scalar(
        select(PictureHold).where(
            PictureHold.disclosure_id == disclosure, PictureHold.lifted_at.is_(None)
        )
    )


def _note(  # noqa: PLR0917 - the words of one line of the journal
    session: Session, person: Person, act: str, subject: str, told: str, now: datetime
) -> None:
    details = {"reason_given": told}
    record(session, actor=person.id, act=act, subject=subject, details=details, at=now)


def _view(session: Session, disclosure: str) -> PicturesView:
    counted = (
        select(CaptureRow.gone_because, func.count(CaptureRow.stored_at), func.count())
        .where(CaptureRow.disclosure_id == disclosure)
        .group_by(CaptureRow.gone_because)
    )
    counts = {because: (kept, all_) for because, kept, all_ in session.execute(counted)}
    query = (
        select(PictureHold, StaffMember.name)
        .join(StaffMember, StaffMember.id == PictureHold.held_by)
        .where(PictureHold.disclosure_id == disclosure)
        .order_by(PictureHold.id.desc())
    )
    return PicturesView(
        stored=counts.get(None, (0, 0))[0],
        erased=counts.get("erased", (0, 0))[1],
        aged=counts.get("aged", (0, 0))[1],
        holds=tuple(
            HoldView(
                id=row.id,
                reason=row.reason,
                held_by_name=name,
                held_at=row.held_at,
                lifted_at=row.lifted_at,
            )
            for row, name in session.execute(query)
        ),
    )
