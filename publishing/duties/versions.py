"""Yield the versions that are on their way: whose turn it is, by when they must be out.

One version is one duty for a person: their own turn if it is, else a deadline of
their units that waits for others (REQ-6, REQ-8).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from config.mandates import Preset
from programme.boards import KindOfAct
from programme.calendar_slice import OutsideCalendar
from programme.deadline import deadlines_of
from publishing.calendar.current import Calendars
from publishing.catalogue.issue_days import OF_ITS_PERIOD, counted_from
from publishing.desk.many import batched
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.duties.turns import Turns
from publishing.staff.offices import Person, units_where
from publishing.tables.catalogue import CatalogueDueRow
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office

_WAITING = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)
_READ = load_only(
    Draft.disclosure_id,
    Draft.unit_id,
    Draft.state,
    Draft.drafter_id,
    Draft.title,
    Draft.board,
    Draft.kind_of_act,
    Draft.attribute,
    Draft.audience,
    Draft.settled_on,
    Draft.hung_since,
    Draft.mandate_name,
    Draft.return_reason,
)
"""All that a line shows and rests on."""
_TURNS = {
    DraftState.SUBMITTED: DutyKind.REVIEW,
    DraftState.REVIEWED: DutyKind.APPROVE,
}
_WHOSE = {
    DraftState.DRAFT: "还在起草",
    DraftState.SUBMITTED: "在等审核",
    DraftState.REVIEWED: "在等批准",
}
_Known = dict[tuple[str, KindOfAct, date, bool], Due | None]
"""What was counted already, by all that it depends on."""

_ENTERED = "村里签字以后，由镇里录入"


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
            .options(_READ)
            .outerjoin(CatalogueDueRow, OF_ITS_PERIOD)
            .where(*which)
        )
        known: _Known = {}
        for row, period_ends_on in session.execute(query):
            turn = _turn(row, person, roster, turns)
            due = self._due_once(known, row, period_ends_on)
            yield _duty(row, turn, roster, due)

    def dues_of(
        self, session: Session, rows: Sequence[Draft]
    ) -> Mapping[str, Due | None]:
        """Return by when versions must be out, where their rules name a day."""
        periods: dict[str, date] = {}
        serving = [row.id for row in rows if row.catalogue_entry is not None]
        for some in batched(serving):
            query = select(Draft.id, CatalogueDueRow.period_ends_on).join(
                CatalogueDueRow, OF_ITS_PERIOD
            )
            periods.update(session.execute(query.where(Draft.id.in_(some))).all())
        known: _Known = {}
        return {row.id: self._due_once(known, row, periods.get(row.id)) for row in rows}

    def _due_once(
        self, known: _Known, row: Draft, period_ends_on: date | None
    ) -> Due | None:
        """Count for versions of one rule and day only once."""
        start = counted_from(row.settled_on, period_ends_on)
        hung = row.hung_since is not None
        key = row.mandate_name, row.kind_of_act, start, hung
        if key not in known:
            known[key] = self._due(row, start)
        return known[key]

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
        about=_about(row, kind),
        others=others,
    )


def _about(row: Draft, kind: DutyKind) -> str:
    """Say in one sentence why it waits."""
    if row.return_reason:
        return f"退回：{row.return_reason}"
    return _ENTERED if kind is DutyKind.SIGN else _WHOSE[row.state]


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
