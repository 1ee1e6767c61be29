"""Say what a source of duties is; it holds none.

How a part of the centre adds what it knows:

1. Write a small module beside this one with a class that has `for_person`. It gets a
   session that reads, the person with the offices of this moment, and the reach. It
   yields a `Duty` for everything of the person's units that waits now, however late,
   and for what comes by itself up to `reach.until_on`. It yields nothing that the
   person may not see: ask `units_where(session, person, ...)`, never all rows.
2. A kind that is new enters `DutyKind` and `look/admin/words.toml` (`[duty]`).
3. Add the class to `publishing/duties/installed.py`.

To-do page, overview, badge, calendar, feed and reminders then show it of themselves.
A source decides no urgency and counts no lateness: `ranked` does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from programme.boards import Attribute, Audience
from publishing.duties.duty import Duty
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Be the moment at which is asked, and how far ahead."""

    at: datetime
    on: date
    """The local day of the moment."""
    until_on: date
    """The last day of interest for what comes by itself: ends, periods, reviews."""


class DutySource(Protocol):
    """Yield the duties of one part of the centre."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield what waits for a person; the order does not matter."""
        ...


def is_for_everyone(row: Draft) -> bool:
    """Say whether a version is, or will be, open to everybody (REQ-20)."""
    open_to_all = row.audience is Audience.EVERYONE
    return open_to_all and row.attribute is Attribute.PROACTIVE
