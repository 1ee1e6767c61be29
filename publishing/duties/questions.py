"""Yield residents' questions that wait to be routed, answered or approved (REQ-51)."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.questions import number_words
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach
from publishing.overriding.rows import county_of
from publishing.staff.offices import Person, holds, units_where
from publishing.tables.voice import FollowUpRow, QuestionRow, QuestionState
from publishing.voice.offices import APPROVERS, DRAFTERS, ROUTERS

LINK = "/questions"
_OPEN = (QuestionState.RECEIVED, QuestionState.ROUTED, QuestionState.DRAFTED)


class QuestionDuties:
    """Read which questions wait for a person."""

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every open question with its deadline, for who has the next step."""
        yield from _follow_ups(session, person, reach)
        query = select(QuestionRow).where(QuestionRow.state.in_(_OPEN))
        rows = list(session.scalars(query.order_by(QuestionRow.number)))
        if not rows:
            return
        county = county_of(session).id
        routes = holds(session, person, county, *ROUTERS)
        drafts = units_where(session, person, *DRAFTERS)
        approves = units_where(session, person, *APPROVERS)
        roster = Roster(session, person, at=reach.at)
        for row in rows:
            found = {
                QuestionState.RECEIVED: (DutyKind.ROUTE, routes),
                QuestionState.ROUTED: (DutyKind.ANSWER, row.unit_id in drafts),
                QuestionState.DRAFTED: (
                    DutyKind.APPROVE_REPLY,
                    row.unit_id in approves and row.drafted_by != person.id,
                ),
            }
            kind, mine = found[row.state]
            if mine:
                yield _duty(row, kind, roster, county)


def _follow_ups(session: Session, person: Person, reach: Reach) -> Iterable[Duty]:
    """Yield what was promised and is looked at again, and what became of it.

    Who drafts sees what was promised from the day on which it is to be done; who
    approves sees what somebody wrote of it.
    """
    waiting = {
        row.number: row
        for row in session.scalars(
            select(FollowUpRow).where(FollowUpRow.approved_at.is_(None))
        )
    }
    promised = QuestionRow.look_again_on <= reach.until_on
    query = select(QuestionRow).where(promised | QuestionRow.number.in_(list(waiting)))
    drafts = units_where(session, person, *DRAFTERS)
    approves = units_where(session, person, *APPROVERS)
    roster = Roster(session, person, at=reach.at)
    for row in session.scalars(query.order_by(QuestionRow.number)).all():
        kept = waiting.get(row.number)
        if kept is None and row.unit_id in drafts:
            yield _duty(row, DutyKind.FOLLOW_UP, roster, row.unit_id or "")
        other = kept is not None and kept.drafted_by != person.id
        if other and row.unit_id in approves:
            yield _duty(row, DutyKind.APPROVE_REPLY, roster, row.unit_id or "")


def _duty(row: QuestionRow, kind: DutyKind, roster: Roster, county: str) -> Duty:
    unit = row.unit_id or county
    return Duty(
        kind=kind,
        subject=row.number,
        title=f"留言 {number_words(row.number)}",
        unit=unit,
        unit_name=roster.unit_name(unit),
        link=LINK,
        mine=True,
        due=Due(target_on=row.look_again_on or row.due_on),
        about=row.text,
    )
