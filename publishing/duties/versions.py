"""Yield the versions that are on their way: whose turn it is, by when they must be out.

One version is one duty for a person: their own turn if it is, else a deadline of
their units that waits for others (REQ-6, REQ-8).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.calendar_slice import OutsideCalendar
from programme.deadline import deadlines_of
from publishing.calendar.current import Calendars
from publishing.catalogue.issue_days import OF_ITS_PERIOD, counted_from
from publishing.desk.chain_rows import turn_of, unit_for
from publishing.desk.looking import is_turn_of
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.staff.offices import Person, units_where
from publishing.tables.catalogue import CatalogueDueRow
from publishing.tables.disclosures import DecisionRow, Draft, DraftState
from publishing.tables.people import Office

_WAITING = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)
_TURNS = {
    DraftState.SUBMITTED: DutyKind.REVIEW,
    DraftState.REVIEWED: DutyKind.APPROVE,
}
_WHOSE = {
    DraftState.DRAFT: "还在起草",
    DraftState.SUBMITTED: "在等审核",
    DraftState.REVIEWED: "在等批准",
}


class Versions:
    """Read the versions that are not out yet."""

    def __init__(self, *, calendars: Calendars, mandates: Mapping[str, Preset]) -> None:
        self._calendars = calendars
        self._mandates = mandates

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every version of the person's units that is on its way."""
        del reach
        units = units_where(session, person, *Office)
        signed, roster = _signed(session, units), Roster(session, person)
        query = (
            select(Draft, CatalogueDueRow.period_ends_on)
            .outerjoin(CatalogueDueRow, OF_ITS_PERIOD)
            .where(Draft.unit_id.in_(units), Draft.state.in_(_WAITING))
        )
        for row, period_ends_on in session.execute(query):
            turn = _turn(session, row, person, roster, frozenset(signed[row.id]))
            due = self._due(row, counted_from(row.settled_on, period_ends_on))
            yield _duty(row, turn, roster, due)

    def due_of(self, session: Session, row: Draft) -> Due | None:
        """Return by when one version must be out, where its rule names a day."""
        query = (
            select(CatalogueDueRow.period_ends_on)
            .join(Draft, OF_ITS_PERIOD)
            .where(Draft.id == row.id)
        )
        return self._due(row, counted_from(row.settled_on, session.scalar(query)))

    def _due(self, row: Draft, start: date) -> Due | None:
        """Return by when a version must be out, where its rule names a day."""
        preset = self._mandates.get(row.mandate_name)
        if preset is None:
            return None
        try:
            found = deadlines_of(
                preset.rule_for(row.kind_of_act),
                counted_from=start,
                workdays=self._calendars.workdays,
            )
        except OutsideCalendar:
            return None
        first, legal = found.first_on, found.legal_on
        if first is None:
            return None
        return Due(
            target_on=first,
            legal_on=legal if legal != first else None,
            provisional=found.provisional,
        )


def _duty(
    row: Draft,
    turn: tuple[DutyKind, tuple[str, ...]],
    roster: Roster,
    due: Due | None,
) -> Duty:
    kind, others = turn
    return Duty(
        kind=kind,
        subject=row.id,
        title=row.title,
        unit=row.unit_id,
        unit_name=roster.unit_name(row.unit_id),
        link=_link(kind, row),
        mine=kind is not DutyKind.PUBLISH,
        for_everyone=is_for_everyone(row),
        due=due,
        board=row.board,
        about=f"退回：{row.return_reason}" if row.return_reason else _WHOSE[row.state],
        others=others,
    )


def _turn(
    session: Session,
    row: Draft,
    person: Person,
    roster: Roster,
    signed: frozenset[str],
) -> tuple[DutyKind, tuple[str, ...]]:
    """Return what a version asks of a person, and who else can do it."""
    if row.state not in _TURNS:
        if row.drafter_id != person.id:
            return DutyKind.PUBLISH, (roster.staff_name(row.drafter_id),)
        return (DutyKind.RETURNED if row.return_reason else DutyKind.WRITE), ()
    step = turn_of(session, row)
    unit = unit_for(session, row.unit_id, step)
    others = roster.others(unit, step.office, without=signed)
    mine = is_turn_of(session, person, row)
    return (_TURNS[row.state] if mine else DutyKind.PUBLISH), others


def _link(kind: DutyKind, row: Draft) -> str:
    if kind in {DutyKind.WRITE, DutyKind.RETURNED}:
        return f"/drafts/{row.id}"
    if kind is DutyKind.PUBLISH:
        return f"/disclosures/{row.disclosure_id}"
    return f"/approval?draft={row.id}"


def _signed(session: Session, units: frozenset[str]) -> Mapping[str, set[str]]:
    """Return, by version, whose decisions stand."""
    query = (
        select(DecisionRow.draft_id, DecisionRow.staff_id)
        .join(Draft, Draft.id == DecisionRow.draft_id)
        .where(
            Draft.unit_id.in_(units),
            Draft.state.in_(_WAITING),
            DecisionRow.voided_at.is_(None),
        )
    )
    found: dict[str, set[str]] = defaultdict(set)
    for draft, staff in session.execute(query):
        found[draft].add(staff)
    return found
