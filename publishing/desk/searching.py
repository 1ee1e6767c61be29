"""Find disclosures by words and by what is known of them; change nothing.

One way serves SQLite and PostgreSQL: every version keeps its words, folded, in one
column that nothing else reads, and each word that is sought must occur in it or in
the register number. Results come in leaves, newest first, of the person's own units.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from programme.boards import Board
from publishing.desk.many import lines_of_drafts
from publishing.desk.text import folded
from publishing.desk.views import DraftLine
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Disclosure, Draft, DraftState
from publishing.tables.people import Office, StaffMember

A_LEAF = 30
MOST_WORDS = 8
MOST_LEAVES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Be what somebody looks for; what is empty narrows nothing."""

    words: str = ""
    unit: str = ""
    board: Board | None = None
    state: DraftState | None = None
    drafter: str = ""
    """Part of the drafter's name."""
    from_on: date | None = None
    """The first day on which the matter may have been settled."""
    to_on: date | None = None
    """The last day."""
    leaf: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Be one leaf of what was found."""

    lines: tuple[DraftLine, ...]
    more: bool
    """Whether there is a leaf behind it."""


class Searching:
    """Answer searches over all disclosures of a person's units."""

    def __init__(self, *, acting: Acting) -> None:
        self._acting = acting

    def find(self, actor: str, sought: Sought) -> Found:
        """Return one leaf of the disclosures that fit, by their newest version.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> Found:
            units = units_where(session, person, *Office)
            leaf = min(max(sought.leaf, 0), MOST_LEAVES)
            query = _query(sought, units).limit(A_LEAF + 1).offset(leaf * A_LEAF)
            ids = list(session.scalars(query))
            rows = (session.get_one(Draft, one) for one in ids[:A_LEAF])
            return Found(
                lines=lines_of_drafts(session, rows),
                more=len(ids) > A_LEAF,
            )

        return self._acting.look(actor, "search", do)


def _query(sought: Sought, units: frozenset[str]) -> Select[str]:
    newer = aliased(Draft)
    replaced = exists().where(
        newer.disclosure_id == Draft.disclosure_id,
        or_(
            newer.created_at > Draft.created_at,
            and_(newer.created_at == Draft.created_at, newer.id > Draft.id),
        ),
    )
    return (
        select(Draft.id)
        .join(Disclosure, Disclosure.id == Draft.disclosure_id)
        .where(Draft.unit_id.in_(units), ~replaced, *_narrowed(sought))
        .order_by(Draft.changed_at.desc(), Draft.id)
    )


def _narrowed(sought: Sought) -> list[ColumnElement[bool]]:
    found = [_occurs(word) for word in folded(sought.words).split()[:MOST_WORDS]]
    if sought.unit:
        found.append(Draft.unit_id == sought.unit)
    if sought.board is not None:
        found.append(Draft.board == sought.board)
    if sought.state is not None:
        found.append(Draft.state == sought.state)
    if sought.drafter.strip():
        named = StaffMember.name.contains(sought.drafter.strip(), autoescape=True)
        found.append(Draft.drafter_id.in_(select(StaffMember.id).where(named)))
    if sought.from_on is not None:
        found.append(Draft.settled_on >= sought.from_on)
    if sought.to_on is not None:
        found.append(Draft.settled_on <= sought.to_on)
    return found


def _occurs(word: str) -> ColumnElement[bool]:
    return or_(
        Draft.words.contains(word, autoescape=True),
        Disclosure.register_number.contains(word, autoescape=True),
    )
