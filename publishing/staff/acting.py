"""Run one act of one member of staff in one transaction; it knows no act.

Who acts is read again in the same transaction, so that a lock, a leave or a changed
office takes effect at once. What was refused is journalled on its own (B20). After
the commit the touched display groups are told onward.
"""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from programme.clock import Clock
from publishing.database import Database
from publishing.errors import NotAllowed, NotSignedIn, PublishingError, SamePerson
from publishing.oversight.journal import record
from publishing.staff.offices import Person, person_of

_TOUCHED = "mingbai_touched_groups"
_JOURNALLED = (NotAllowed, NotSignedIn, SamePerson)
OF_INSPECTORS = frozenset(
    {
        "calendar_feed.make",
        "calendar_feed.end",
        "certificate.issue",
        "report.make",
        "reminder.see",
        "request.applicant",
    }
)
"""What an inspector does too: for themselves alone, or to have it in writing."""

T = TypeVar("T")


class Acting:
    """Be the one door through which staff change and read anything."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        on_commit: Callable[[frozenset[str]], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._on_commit = on_commit

    @property
    def clock(self) -> Clock:
        """Return the clock of every act."""
        return self._clock

    def act(self, staff_id: str, act: str, do: Callable[[Session, Person], T]) -> T:
        """Do an act in one transaction, then tell which groups it touched.

        Raises:
            PublishingError: The act was refused; nothing has changed. An inspector's
                always is.
        """
        try:
            with self._database.session() as session:
                person = person_of(session, staff_id, self._clock.now())
                _check_may_act(person, act)
                result = do(session, person)
                touched = frozenset(session.info.get(_TOUCHED, ()))
        except _JOURNALLED as refusal:
            self._journal(staff_id, act, refusal)
            raise
        if touched:
            self._on_commit(touched)
        return result

    def look(self, staff_id: str, act: str, do: Callable[[Session, Person], T]) -> T:
        """Read something for a member of staff.

        Raises:
            PublishingError: It is not theirs to see.
        """
        try:
            with self._database.reading() as session:
                return do(session, person_of(session, staff_id, self._clock.now()))
        except _JOURNALLED as refusal:
            self._journal(staff_id, act, refusal)
            raise

    def _journal(self, staff_id: str, act: str, refusal: PublishingError) -> None:
        with self._database.session() as session:
            record(
                session,
                actor=staff_id,
                act="refused",
                subject=act,
                details={"code": refusal.code},
                at=self._clock.now(),
            )


def _check_may_act(person: Person, act: str) -> None:
    """Return only if somebody may act at all.

    Raises:
        NotAllowed: An inspector looks at everything and does nothing (REQ-70).
    """
    if person.only_looks and act not in OF_INSPECTORS:
        raise NotAllowed("办理（监督员只看不办）", wanted="经办人员")


def touch(session: Session, groups: frozenset[str]) -> None:
    """Remember, until the commit, that display groups have something new."""
    session.info.setdefault(_TOUCHED, set()).update(groups)
