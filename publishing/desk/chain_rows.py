"""Find the chain of a unit and the chain in force of a version; decide nothing."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from programme.boards import Board
from publishing.desk.chain_presets import default_chain
from publishing.desk.chains import Chain, Step
from publishing.desk.rows import decisions_of
from publishing.staff.offices import line_of
from publishing.tables.chains import DecisionNote, DraftChain, UnitChain
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.units import UnitRow


def chain_for(session: Session, unit_id: str) -> tuple[Chain, str | None]:
    """Return a unit's chain and the unit that set it, for itself or for its level."""
    level = session.get_one(UnitRow, unit_id).level
    for unit in line_of(session, unit_id):
        row = session.get(UnitChain, (unit, level))
        if row is not None:
            return Chain.model_validate(row.chain), unit
    return default_chain(), None


def chain_in_force(session: Session, row: Draft) -> Chain:
    """Return the chain of a version: fixed at submission, until then the unit's."""
    kept = session.get(DraftChain, row.id)
    if kept is not None and row.state is not DraftState.DRAFT:
        return Chain.model_validate(kept.chain)
    if row.state is not DraftState.DRAFT:
        # It was submitted before chains were data.
        return default_chain()
    return _now_for(session, row)


def fix_chain(session: Session, row: Draft, now: datetime) -> Chain:
    """Keep the chain as it is now for a version that is being submitted."""
    chain = _now_for(session, row)
    kept = session.get(DraftChain, row.id)
    told = chain.model_dump(mode="json")
    if kept is None:
        session.add(DraftChain(draft_id=row.id, chain=told, fixed_at=now))
    else:
        kept.chain, kept.fixed_at = told, now
    return chain


def turn_of(session: Session, row: Draft) -> Step:
    """Return the step that a version waits for.

    Raises:
        Refused: All of them are signed.
    """
    return chain_in_force(session, row).turn(len(decisions_of(session, row)))


def unit_for(session: Session, unit_id: str, step: Step) -> str:
    """Return the unit for which the office of a step must be held.

    Where no unit above has the step's level it is the uppermost: a county.
    """
    if step.level is None:
        return unit_id
    unit = unit_id
    for unit in line_of(session, unit_id):
        if session.get_one(UnitRow, unit).level is step.level:
            break
    return unit


def named_in_chain(session: Session, row: Draft) -> Iterator[str]:
    """Yield everybody whom the signatures of a version name, and who wrote it.

    Until the first step is signed who wrote it may still enter that one.
    """
    decisions = decisions_of(session, row)
    if decisions:
        yield row.drafter_id
    for decision in decisions:
        yield decision.staff_id
        note = session.get(DecisionNote, decision.id)
        if note is not None:
            yield from (one for one in (note.for_id, note.entered_by) if one)


def _now_for(session: Session, row: Draft) -> Chain:
    chain, _ = chain_for(session, row.unit_id)
    return chain.for_matter(money=row.board is Board.FINANCE)
