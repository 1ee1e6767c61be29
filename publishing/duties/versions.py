"""Yield the versions that are on their way: whose turn it is, by when they must be out.

One version is one duty for a person: their own turn if it is, else a deadline of
their units that waits for others (REQ-6, REQ-8).
"""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from config.mandates import Preset
from programme.calendar_slice import OutsideCalendar
from programme.deadline import deadlines_of
from publishing.calendar.current import Calendars
from publishing.catalogue.issue_days import OF_ITS_PERIOD, counted_from
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.duties.turns import Turns
from publishing.staff.offices import Person, units_where
from publishing.tables.catalogue import CatalogueDueRow
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office

_WAITING = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)
_UNREAD = tuple(
    defer(column)
    for column in (
        Draft.blocks,
        Draft.import_report,
        Draft.kept_personal,
        Draft.groups,
        Draft.weekdays,
        Draft.dayparts,
    )
)
"""What a list never shows, and what takes longest to read."""
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
        which = (
            Draft.unit_id.in_(units_where(session, person, *Office)),
            Draft.state.in_(_WAITING),
        )
        roster = Roster(session, person, at=reach.at)
        turns = Turns(session, person, roster, *which)
        query = (
            select(Draft, CatalogueDueRow.period_ends_on)
            .options(*_UNREAD)
            .outerjoin(CatalogueDueRow, OF_ITS_PERIOD)
            .where(*which)
        )
        for row, period_ends_on in session.execute(query):
            turn = _turn(row, person, roster, turns)
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
        """Return by when a version must be out, where its rule names a day.

        Nothing is due of what hung before the product came.
        """
        preset = self._mandates.get(row.mandate_name)
        if preset is None or row.hung_since is not None:
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
            provisional=found.legal_provisional
            if found.target_on is None
            else found.target_provisional,
            legal_provisional=found.legal_provisional,
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
    row: Draft, person: Person, roster: Roster, turns: Turns
) -> tuple[DutyKind, tuple[str, ...]]:
    """Return what a version asks of a person, and who else can do it."""
    if row.state not in _TURNS:
        if row.drafter_id != person.id:
            return DutyKind.PUBLISH, (roster.staff_name(row.drafter_id),)
        return (DutyKind.RETURNED if row.return_reason else DutyKind.WRITE), ()
    step = turns.step_of(row)
    others = turns.others(row, step)
    if not turns.is_mine(row, step):
        return DutyKind.PUBLISH, others
    entered = turns.is_entered(row, step)
    return (DutyKind.SIGN if entered else _TURNS[row.state]), others


def _link(kind: DutyKind, row: Draft) -> str:
    if kind in {DutyKind.WRITE, DutyKind.RETURNED}:
        return f"/drafts/{row.id}"
    if kind is DutyKind.PUBLISH:
        return f"/disclosures/{row.disclosure_id}"
    return f"/approval?draft={row.id}"
