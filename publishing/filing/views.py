"""Show what is filed: one by one, and as a register that can be searched (REQ-11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.boards import Attribute, Board
from publishing.errors import NotThere
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft
from publishing.tables.filings import Filing, FilingReply, FilingState, Ground
from publishing.tables.people import Office, StaffMember
from publishing.tables.units import UnitRow

MOST_LINES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingView:
    """Be one filing as the register shows it."""

    id: int
    draft: str
    disclosure: str
    title: str
    board: Board
    unit: str
    unit_name: str
    attribute: Attribute
    ground: Ground
    reason: str
    replies: tuple[str, ...]
    """Names of the superiors' written replies."""
    policy: bool
    review_on: date | None
    state: FilingState
    drafter: str
    proposed_by: str
    proposed_at: datetime
    checked_by: str
    decided_by: str
    decided_at: datetime | None
    note: str

    def speaks_of(self, words: str) -> bool:
        """Say whether every one of some words stands in what the register shows."""
        shown = (self.title, self.unit_name, self.reason, self.note, self.proposed_by)
        told = "\n".join(shown)
        return all(word in told for word in words.split())


def filing_of(session: Session, filing: int) -> Filing:
    """Return a filing by its number.

    Raises:
        NotThere: There is none.
    """
    row = session.get(Filing, filing)
    if row is None:
        raise NotThere("这件归档")
    return row


def last_filing(session: Session, draft: str) -> Filing | None:
    """Return the newest filing of a version, if any."""
    query = select(Filing).where(Filing.draft_id == draft).order_by(Filing.id.desc())
    return session.scalars(query.limit(1)).first()


def filings_for(session: Session, person: Person) -> tuple[FilingView, ...]:
    """Return the filings of a person's units, the newest first."""
    query = (
        select(Filing)
        .join(Draft, Draft.id == Filing.draft_id)
        .where(Draft.unit_id.in_(units_where(session, person, *Office)))
        .order_by(Filing.id.desc())
        .limit(MOST_LINES)
    )
    return tuple(filing_view(session, row) for row in session.scalars(query).all())


def filing_view(session: Session, row: Filing) -> FilingView:
    """Return one filing as the register shows it."""
    draft = session.get_one(Draft, row.draft_id)
    name = _names(session, (row.proposer_id, row.checker_id, row.decider_id))
    return FilingView(
        id=row.id,
        draft=draft.id,
        disclosure=draft.disclosure_id,
        title=draft.title,
        board=draft.board,
        unit=draft.unit_id,
        unit_name=session.get_one(UnitRow, draft.unit_id).name,
        attribute=row.attribute,
        ground=row.ground,
        reason=row.reason,
        replies=replies_of(session, draft.id),
        policy=row.policy,
        review_on=row.review_on,
        state=row.state,
        drafter=row.proposer_id,
        proposed_by=name[row.proposer_id],
        proposed_at=row.proposed_at,
        checked_by=name.get(row.checker_id or "", ""),
        decided_by=name.get(row.decider_id or "", ""),
        decided_at=row.decided_at,
        note=row.note,
    )


def replies_of(session: Session, draft: str) -> tuple[str, ...]:
    """Return the names of the written replies of a version, the first first."""
    query = select(FilingReply.name).where(FilingReply.draft_id == draft)
    return tuple(
        session.scalars(query.order_by(FilingReply.added_at, FilingReply.sha256))
    )


def _names(session: Session, staff: Iterable[str | None]) -> dict[str, str]:
    return {
        one: session.get_one(StaffMember, one).name for one in staff if one is not None
    }
