"""Say of many versions at once whose turn it is; it reads once and changes nothing.

Whether one version is one person's turn is decided by `publishing.desk.looking`; this
gives the same answers for a whole to-do list without asking the database for each, and
a test holds the two against each other.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Text, select, type_coerce
from sqlalchemy.orm import Session

from programme.approval import Role
from publishing.desk.chain_presets import default_chain
from publishing.desk.chains import Chain, Step
from publishing.desk.signers import CLERKS
from publishing.duties.roster import Roster
from publishing.staff.offices import Held, Person
from publishing.tables.chains import DecisionNote, DraftChain
from publishing.tables.disclosures import DecisionRow, Draft
from publishing.tables.people import Office, StaffState
from publishing.tables.substitutes import StaffIdentity
from publishing.tables.units import UnitLevel


class Turns:
    """Know the chains and signatures of the versions that a condition picks."""

    def __init__(
        self,
        session: Session,
        person: Person,
        roster: Roster,
        *which: ColumnElement[bool],
    ) -> None:
        self._person = person
        self._roster = roster
        self._chains = _chains(session, which)
        self._signers, self._named = _signatures(session, which)
        self._same = _same(session)

    def step_of(self, row: Draft) -> Step:
        """Return the step that a submitted version waits for."""
        chain = self._chains.get(row.id) or default_chain()
        return chain.turn(len(self._signers.get(row.id, ())))

    def others(self, row: Draft, step: Step) -> tuple[str, ...]:
        """Return who else can sign a step, by name."""
        signed = frozenset(self._signers.get(row.id, ()))
        return self._roster.others(self._unit(row, step), step.office, without=signed)

    def is_mine(self, row: Draft, step: Step) -> bool:
        """Say whether the person may sign a step, for themselves or as its clerk."""
        unit = self._unit(row, step)
        earlier = self._people(self._named.get(row.id, ()))
        if self._people({self._person.id, *self._absent(unit, step.office)}) & earlier:
            return False
        if self._may_sign(unit, step):
            return True
        return self._may_enter(row.unit_id) and self._is_entered(unit, step.office)

    def is_entered(self, row: Draft, step: Step) -> bool:
        """Say whether the person may only enter a step that others decide."""
        return not self._may_sign(self._unit(row, step), step)

    def _may_sign(self, unit: str, step: Step) -> bool:
        """Say whether a step is the person's own, as `signers.may_sign` does."""
        if step.role is Role.DRAFTER:
            return Held(unit=unit, office=step.office) in self._person.offices
        return self._roster.holds(unit, step.office)

    def _unit(self, row: Draft, step: Step) -> str:
        """Return the unit for which the office of a step must be held."""
        line = list(self._roster.line(row.unit_id))
        if step.level is None:
            return row.unit_id
        at = (one for one in line if self._roster.place(one).level is step.level)
        return next(at, line[-1])

    def _absent(self, unit: str, office: Office) -> Iterable[str]:
        """Yield whom the person would stand in for; nobody where it is their own."""
        above = set(self._roster.line(unit))
        borrowed = {one.held for one in self._person.stand_ins}
        own = self._person.offices - borrowed
        if any(one.office is office and one.unit in above for one in own):
            return ()
        found = (
            one.for_id
            for one in self._person.stand_ins
            if one.held.office is office and one.held.unit in above
        )
        first = next(found, None)
        return () if first is None else (first,)

    def _may_enter(self, unit: str) -> bool:
        """Say whether the person is a clerk above a village."""
        place = self._roster.place(unit)
        if place.level is not UnitLevel.VILLAGE or place.above is None:
            return False
        return self._roster.holds(place.above, *CLERKS)

    def _is_entered(self, unit: str, office: Office) -> bool:
        """Say whether those of a village who decide have no way to sign in."""
        if self._roster.place(unit).level is not UnitLevel.VILLAGE:
            return False
        states = {one.state for one in self._roster.holders(unit, office)}
        return StaffState.INVITED in states and StaffState.ACTIVE not in states

    def _people(self, staff: Iterable[str]) -> frozenset[str]:
        """Return the people behind accounts, each by their first account."""
        return frozenset(self._same.get(one, one) for one in staff)


def _chains(
    session: Session, which: Iterable[ColumnElement[bool]]
) -> Mapping[str, Chain]:
    query = (
        select(DraftChain.draft_id, type_coerce(DraftChain.chain, Text()))
        .join(Draft, Draft.id == DraftChain.draft_id)
        .where(*which)
    )
    known: dict[str, Chain] = {}
    found = {}
    for draft, told in session.execute(query):
        # Thousands of versions go through a handful of chains, kept as one text each.
        if told not in known:
            known[told] = Chain.model_validate(json.loads(told))
        found[draft] = known[told]
    return found


def _signatures(
    session: Session, which: Iterable[ColumnElement[bool]]
) -> tuple[Mapping[str, list[str]], Mapping[str, set[str]]]:
    """Return, by version, who signed, and whom that keeps from its other steps."""
    query = (
        select(
            DecisionRow.draft_id,
            DecisionRow.staff_id,
            DecisionNote.for_id,
            DecisionNote.entered_by,
            Draft.drafter_id,
        )
        .join(Draft, Draft.id == DecisionRow.draft_id)
        .outerjoin(DecisionNote, DecisionNote.decision_id == DecisionRow.id)
        .where(*which, DecisionRow.voided_at.is_(None))
    )
    signers: dict[str, list[str]] = defaultdict(list)
    named: dict[str, set[str]] = defaultdict(set)
    for draft, staff, *others in session.execute(query):
        signers[draft].append(staff)
        named[draft].update(one for one in (staff, *others) if one)
    return signers, named


def _same(session: Session) -> Mapping[str, str]:
    """Return the first account of everybody who has several."""
    query = select(StaffIdentity.staff_id, StaffIdentity.same_as)
    return {staff: first for staff, first in session.execute(query) if first}
