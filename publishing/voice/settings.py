"""Keep what a county sets for the echo wall: days for answers, places for requests.

New days hold for what is open as well: each deadline is counted anew from the day its
question came, and the journal says which one moved (REQ-51).
"""

from dataclasses import asdict, dataclass
from datetime import datetime, tzinfo

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.answer_days import AnswerRule, answer_by
from programme.echo import ECHO_TARGET, RequestOffice
from publishing.answer_rule import newest_rule, rule_of
from publishing.calendar.current import Calendars
from publishing.cleaning import clean_text
from publishing.errors import Refused
from publishing.overriding.rows import county_of
from publishing.oversight.journal import record
from publishing.releases_due import ask_for
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.people import Office
from publishing.tables.voice import (
    AnswerRuleRow,
    QuestionRow,
    QuestionState,
    RequestOfficeRow,
)

KEEPERS = (Office.PUBLISHER, Office.ADMIN)
MOST_DAYS = 60
_OPEN = (QuestionState.RECEIVED, QuestionState.ROUTED, QuestionState.DRAFTED)
_MOST_BASIS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """Be the rule that holds, and where it comes from."""

    rule: AnswerRule
    basis: str
    set_at: datetime | None
    """None: the presets hold."""


class VoiceSettings:
    """Change and show what is set."""

    def __init__(self, *, acting: Acting, calendars: Calendars, zone: tzinfo) -> None:
        self._acting = acting
        self._calendars = calendars
        self._zone = zone

    def rule(self, actor: str) -> RuleView:
        """Return the rule that holds."""

        def do(session: Session, person: Person) -> RuleView:
            del person
            row = newest_rule(session)
            return RuleView(
                rule=rule_of(session),
                basis=row.basis if row else "",
                set_at=row.set_at if row else None,
            )

        return self._acting.look(actor, "answer_rule.show", do)

    def set_rule(self, actor: str, rule: AnswerRule, *, basis: str) -> int:
        """Set the days for answers; return how many open deadlines moved.

        Raises:
            NotAllowed: Not the county's office or administrator.
            Refused: A number makes no sense, or no basis is named.
        """
        told = clean_text(basis).strip()[:_MOST_BASIS]
        days = asdict(rule)
        if not all(1 <= one <= MOST_DAYS for one in days.values()):
            message = f"每一种都要在 1 到 {MOST_DAYS} 个工作日之间。"
            raise Refused(message, code="answer_days")
        if not told:
            message = "请写依据：本县热线办理办法的名称和文号。"
            raise Refused(message, code="basis_missing")
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> int:
            county = county_of(session).id
            must_hold(session, person, county, *KEEPERS, what="改答复期限")
            session.add(AnswerRuleRow(set_at=now, set_by=person.id, basis=told, **days))
            session.flush()
            record(
                session,
                actor=person.id,
                act="answer_rule.set",
                subject=county,
                details={"days": days, "basis": told},
                at=now,
            )
            return self._recount(session, rule, now)

        return self._acting.act(actor, "answer_rule.set", do)

    def office(self, actor: str, unit: str) -> RequestOffice | None:
        """Return where a unit itself takes requests, if that was set."""

        def do(session: Session, person: Person) -> RequestOffice | None:
            del person
            row = session.get(RequestOfficeRow, unit)
            return None if row is None else RequestOffice.model_validate(row.document)

        return self._acting.look(actor, "request_office.show", do)

    def set_office(self, actor: str, unit: str, office: RequestOffice) -> None:
        """Say where a unit takes requests; its kiosks and those below show it.

        Raises:
            NotAllowed: Not the unit's office or administrator.
            NotThere: No such unit.
            Refused: The place or the telephone is missing, or a text too long.
        """
        now, told = self._acting.clock.now(), _cleaned(office)

        def do(session: Session, person: Person) -> None:
            must_hold(session, person, unit, *KEEPERS, what="改受理点")
            row = session.get(RequestOfficeRow, unit)
            document = told.model_dump(mode="json")
            if row is None:
                row = RequestOfficeRow(unit_id=unit)
                session.add(row)
            row.document, row.updated_at = document, now
            record(
                session,
                actor=person.id,
                act="request_office.changed",
                subject=unit,
                details={"office": document},
                at=now,
            )
            ask_for(session, ECHO_TARGET, now)

        self._acting.act(actor, "request_office.change", do)

    def _recount(self, session: Session, rule: AnswerRule, now: datetime) -> int:
        """Count the deadlines of open questions anew, each with a line of its own."""
        moved = 0
        for row in session.scalars(
            select(QuestionRow).where(QuestionRow.state.in_(_OPEN))
        ).all():
            came_on = row.received_at.astimezone(self._zone).date()
            due = answer_by(
                came_on,
                row.kind,
                hard=row.hard,
                workdays=self._calendars.workdays,
                rule=rule,
            )
            if due.on == row.due_on:
                continue
            details = {
                "due_before": row.due_on.isoformat(),
                "due_on": due.on.isoformat(),
            }
            row.due_on, moved = due.on, moved + 1
            record(
                session,
                actor="system",
                act="question.recounted",
                subject=row.number,
                details=details,
                at=now,
            )
        return moved


def _cleaned(office: RequestOffice) -> RequestOffice:
    """Return a place without what nobody sees.

    Raises:
        Refused: The place or the telephone is missing, or a text is too long.
    """
    words = {name: clean_text(text).strip() for name, text in office}
    if not (words["place"] and words["telephone"]):
        raise Refused("请写受理的地点和电话。", code="office_incomplete")
    try:
        return RequestOffice.model_validate(words)
    except ValidationError as error:
        message = "写得太长了：地点 120 字、电话 40 字、时间 120 字、表格 400 字以内。"
        raise Refused(message, code="office_too_long") from error
