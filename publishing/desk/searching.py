"""Find disclosures by words and by what is known of them; change nothing.

One way serves SQLite and PostgreSQL: every version keeps its words, folded, in a narrow
table that nothing else reads, and each word that is sought must occur there or in the
register number. Results come in leaves, newest first, of the person's own units.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from programme.boards import Board
from publishing.desk.many import UNREAD, lines_of_drafts
from publishing.desk.occurring import occurs
from publishing.desk.text import folded
from publishing.desk.views import DraftLine
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Disclosure, Draft, DraftState, DraftWords
from publishing.tables.people import Office, StaffMember

A_LEAF = 30
MOST_WORDS = 8
MOST_LEAVES = 2_000
FEW = 500
"""So many versions can be named one by one in a query."""
_FEW_UNITS = 20


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

    def __init__(self, *, acting: Acting, few: int = FEW) -> None:
        self._acting = acting
        self._few = few

    def find(self, actor: str, sought: Sought) -> Found:
        """Return one leaf of the disclosures that fit, by their newest version.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> Found:
            units = units_where(session, person, *Office)
            leaf = min(max(sought.leaf, 0), MOST_LEAVES)
            query = _query(session, sought, units, few=self._few)
            rows = session.scalars(query.limit(A_LEAF + 1).offset(leaf * A_LEAF)).all()
            return Found(
                lines=lines_of_drafts(session, rows[:A_LEAF]),
                more=len(rows) > A_LEAF,
            )

        return self._acting.look(actor, "search", do)


def _query(
    session: Session, sought: Sought, units: frozenset[str], *, few: int
) -> Select[Draft]:
    """Return the query for everything that fits, newest first.

    Where the words stand in a few versions only, these are found first, in the
    narrow table of words. Otherwise the versions are read newest first, and a leaf is
    soon full. Without this the database reads all versions for a rare word, at random.
    """
    newer = aliased(Draft)
    replaced = exists().where(
        newer.disclosure_id == Draft.disclosure_id,
        or_(
            newer.created_at > Draft.created_at,
            and_(newer.created_at == Draft.created_at, newer.id > Draft.id),
        ),
    )
    query = select(Draft).options(*UNREAD).where(~replaced, *_narrowed(sought))
    query = query.order_by(Draft.changed_at.desc(), Draft.id)
    words = folded(sought.words).split()[:MOST_WORDS]
    if not words:
        return query.where(_of(units))
    occur = [_occurs(word) for word in words]
    found = select(DraftWords.draft_id).where(*occur)
    ids = session.scalars(found.limit(few + 1)).all()
    if len(ids) <= few:
        return query.where(Draft.id.in_(ids), Draft.unit_id.in_(units))
    said = query.join(DraftWords, DraftWords.draft_id == Draft.id)
    return said.where(_of(units), *occur)


def _of(units: frozenset[str]) -> ColumnElement[bool]:
    """Return the condition that a version is of one of these units.

    Many units are nearly all: then an index on them would only keep the database from
    reading newest first, and nothing that is computed has an index.
    """
    unit = Draft.unit_id if len(units) <= _FEW_UNITS else Draft.unit_id.concat("")
    return unit.in_(units)


def _narrowed(sought: Sought) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if sought.unit:
        found.append(Draft.unit_id == sought.unit)
    if sought.board is not None:
        found.append(Draft.board == sought.board)
    if sought.state is not None:
        found.append(Draft.state == sought.state)
    if sought.drafter.strip():
        named = StaffMember.name.icontains(sought.drafter.strip(), autoescape=True)
        found.append(Draft.drafter_id.in_(select(StaffMember.id).where(named)))
    if sought.from_on is not None:
        found.append(Draft.settled_on >= sought.from_on)
    if sought.to_on is not None:
        found.append(Draft.settled_on <= sought.to_on)
    return found


def _occurs(word: str) -> ColumnElement[bool]:
    numbered = Disclosure.register_number.icontains(word, autoescape=True)
    return or_(
        occurs(DraftWords.words, word),
        DraftWords.disclosure_id.in_(select(Disclosure.id).where(numbered)),
    )
