"""Yield the signed forms that want another clerk's word (REQ-12); attest none."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.desk.attesting import CLERKS, CLERKS_NEEDED
from publishing.desk.chain_rows import turn_of
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.staff.identity import persons_of
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft
from publishing.tables.papers import PaperApproval, PaperAttestation


class SignedForms:
    """Read the forms that were entered and are not settled."""

    def __init__(
        self,
        *,
        dues_of: Callable[[Session, Sequence[Draft]], Mapping[str, Due | None]],
    ) -> None:
        self._dues_of = dues_of

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every form that the person may attest and has not."""
        roster = Roster(session, person, at=reach.at)
        query = (
            select(PaperApproval, Draft)
            .join(Draft, Draft.id == PaperApproval.draft_id)
            .where(
                Draft.unit_id.in_(units_where(session, person, *CLERKS)),
                # An edit makes another manifest; its old forms are of no use.
                Draft.manifest_sha256 == PaperApproval.manifest_sha256,
                Draft.approved_at.is_(None),
                PaperApproval.settled_at.is_(None),
            )
            .order_by(PaperApproval.begun_at, PaperApproval.id)
        )
        found = session.execute(query).all()
        dues = self._dues_of(session, [row for _, row in found])
        words = _words(session, [kept.id for kept, _ in found])
        for kept, row in found:
            named = (kept.decider_id, *words[kept.id])
            if turn_of(session, row).name != kept.step:
                # Somebody signed the step meanwhile, in the system.
                continue
            if not persons_of(session, [person.id]) & persons_of(session, named):
                yield _duty(roster, kept, row, named, dues[row.id])


def _duty(
    roster: Roster,
    kept: PaperApproval,
    row: Draft,
    named: tuple[str, ...],
    due: Due | None,
) -> Duty:
    left = CLERKS_NEEDED - len(named) + 1
    decider = roster.staff_name(kept.decider_id)
    others = {
        name
        for office in CLERKS
        for name in roster.others(row.unit_id, office, without=frozenset(named))
    }
    return Duty(
        kind=DutyKind.ATTEST,
        subject=kept.id,
        title=row.title,
        unit=row.unit_id,
        unit_name=roster.unit_name(row.unit_id),
        link=f"/drafts/{row.id}/paper",
        mine=True,
        for_everyone=is_for_everyone(row),
        due=due,
        board=row.board,
        about=f"{decider}在纸上签了“{kept.step}”，还差 {left} 位经办人核对",
        others=tuple(sorted(others)),
    )


def _words(session: Session, papers: list[str]) -> Mapping[str, list[str]]:
    """Return the clerks who attested each form already."""
    query = select(PaperAttestation.paper_id, PaperAttestation.staff_id)
    found: dict[str, list[str]] = defaultdict(list)
    rows = session.execute(query.where(PaperAttestation.paper_id.in_(papers)))
    for paper, staff in rows:
        found[paper].append(staff)
    return found
