"""Route questions, have replies signed by two people, refer what belongs elsewhere.

The section in charge is the first responsible (REQ-51); who drafts a reply does not
approve it. What belongs to a channel of its own is never published (REQ-50).
"""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from programme.answer_days import answer_by
from programme.approval import Role
from programme.echo import ECHO_TARGET, Reply
from programme.questions import clean_text
from publishing.answer_rule import rule_of
from publishing.calendar.current import Calendars
from publishing.errors import NotThere, Refused, StateForbids
from publishing.overriding.rows import county_of
from publishing.releases_due import ask_for
from publishing.signing.own_word import OwnWord
from publishing.signing.pens import Pens
from publishing.staff.acting import Acting
from publishing.staff.identity import must_be_other
from publishing.staff.offices import Person, holds, must_hold, units_where
from publishing.tables.people import Office
from publishing.tables.units import UnitRow
from publishing.tables.voice import QuestionRow, QuestionState
from publishing.voice.checks import must_be, question_row, unit_of
from publishing.voice.forms import ReplyForm
from publishing.voice.noting import note
from publishing.voice.offices import APPROVERS, DRAFTERS, ROUTERS
from publishing.voice.replying import Signing, reply_of, signed
from publishing.voice.views import QuestionView, follow_ups_of, view_of

_MOST_LISTED = 300


class Questions:
    """Be every act on what residents asked."""

    def __init__(
        self,
        *,
        acting: Acting,
        pens: Pens,
        calendars: Calendars,
        zone: ZoneInfo,
    ) -> None:
        self._acting = acting
        self._pens = pens
        self._calendars = calendars
        self._zone = zone

    def listing(self, actor: str) -> tuple[QuestionView, ...]:
        """Return what the person may see: the open ones first, by their deadline."""

        def do(session: Session, person: Person) -> tuple[QuestionView, ...]:
            units = units_where(session, person, *Office)
            query = select(QuestionRow)
            if not holds(session, person, county_of(session).id, *Office):
                query = query.where(QuestionRow.unit_id.in_(units))
            over = or_(
                QuestionRow.state == QuestionState.ANSWERED,
                QuestionRow.state == QuestionState.REFERRED,
            )
            query = query.order_by(over, QuestionRow.due_on, QuestionRow.received_at)
            names = dict(session.execute(select(UnitRow.id, UnitRow.name)).all())
            rows = session.scalars(query.limit(_MOST_LISTED)).all()
            later = follow_ups_of(session, (row.number for row in rows))
            return tuple(view_of(row, names, later) for row in rows)

        return self._acting.look(actor, "question.list", do)

    def route(
        self,
        actor: str,
        number: str,
        *,
        unit: str,
        helpers: tuple[str, ...] = (),
        hard: bool = False,
    ) -> None:
        """Give a question to the section in charge; it is the first responsible.

        Raises:
            NotAllowed: The actor does not keep the county's publishing office.
            NotThere: No such question or unit.
            StateForbids: It was answered or referred already.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            must_hold(session, person, county_of(session).id, *ROUTERS, what="转办留言")
            row = question_row(session, number)
            must_be(row, QuestionState.RECEIVED, QuestionState.ROUTED, what="转办")
            for one in (unit, *helpers):
                if session.get(UnitRow, one) is None:
                    raise NotThere("这个单位")
            row.unit_id, row.hard = unit, hard
            row.helpers = [one for one in dict.fromkeys(helpers) if one != unit]
            row.state = QuestionState.ROUTED
            came_on = row.received_at.astimezone(self._zone).date()
            workdays = self._calendars.workdays
            row.due_on = answer_by(
                came_on, row.kind, hard=hard, workdays=workdays, rule=rule_of(session)
            ).on
            details = {
                "unit": unit,
                "helpers": row.helpers,
                "due_on": row.due_on.isoformat(),
            }
            _note(session, person, "routed", row, details=details, at=now)

        self._acting.act(actor, "question.route", do)

    def refer(self, actor: str, number: str, *, where: str) -> None:
        """Lead a question to a channel of its own; it is never published.

        Raises:
            NotAllowed: The actor does not keep the county's publishing office.
            NotThere: No such question.
            Refused: It is not said where.
            StateForbids: It was answered or referred already.
        """
        now = self._acting.clock.now()
        said = clean_text(where)

        def do(session: Session, person: Person) -> None:
            must_hold(session, person, county_of(session).id, *ROUTERS, what="转办留言")
            row = question_row(session, number)
            must_be(row, QuestionState.RECEIVED, QuestionState.ROUTED, what="转出")
            if not said:
                raise Refused("请写清转到哪个渠道。", code="channel_missing")
            row.state, row.remark = QuestionState.REFERRED, said
            _note(session, person, "referred", row, details={"where": said}, at=now)

        self._acting.act(actor, "question.refer", do)

    def reply(self, actor: str, number: str, form: ReplyForm) -> None:
        """Sign a reply as the first of two people.

        Raises:
            NotAllowed: The actor drafts nothing for the section in charge.
            NotThere: No such question.
            Refused: It says nothing, or must not be published.
            StateForbids: It is not with a section now.
        """
        pen = self._pens.take(actor, None)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row = question_row(session, number)
            unit = unit_of(row, what="回复")
            must_hold(session, person, unit, *DRAFTERS, what="回复留言")
            must_be(row, QuestionState.ROUTED, QuestionState.DRAFTED, what="回复")
            office = session.get_one(UnitRow, unit).name
            reply = reply_of(row, form, office, now=now, zone=self._zone)
            row.reply, row.published = reply.model_dump(mode="json"), form.publish
            hand = Signing(session=session, person=person, unit=unit, pen=pen, now=now)
            row.approvals = [signed(hand, Role.DRAFTER, reply)]
            row.drafted_by, row.drafted_at = person.id, now
            row.state, row.remark = QuestionState.DRAFTED, ""
            details = {"sha256": reply.digest(), "public": form.publish}
            _note(session, person, "replied", row, details=details, at=now)

        self._acting.act(actor, "question.reply", do)

    def approve(
        self, actor: str, number: str, *, sha256: str, own: OwnWord | None = None
    ) -> None:
        """Sign a reply as the second person: it is given, and stands on the wall.

        Raises:
            NotAllowed: The actor approves nothing for the section in charge.
            SamePerson: They drafted it, under whichever account.
            StateForbids: No reply waits, or another one than was seen.
            OwnKeyNeeded: The approver's own key counts, and was not given.
        """
        pen = self._pens.take(actor, own)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row, reply = self._waiting(session, person, number)
            if reply.digest() != sha256:
                what = "批准"
                raise StateForbids(what, state="刚改过，请再看一遍", thing="这条回复")
            unit = unit_of(row, what="批准回复")
            hand = Signing(session=session, person=person, unit=unit, pen=pen, now=now)
            row.approvals = [*row.approvals, signed(hand, Role.APPROVER, reply)]
            row.state, row.answered_at = QuestionState.ANSWERED, now
            row.look_again_on = reply.done_by
            details = {"sha256": sha256, "public": row.published}
            _note(session, person, "answered", row, details=details, at=now)

        self._acting.act(actor, "question.approve", do)

    def send_back(self, actor: str, number: str, *, reason: str) -> None:
        """Give a reply back to who drafted it.

        Raises:
            NotAllowed: The actor approves nothing for the section in charge.
            SamePerson: They drafted it, under whichever account.
            StateForbids: No reply waits.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row, _ = self._waiting(session, person, number)
            row.state, row.remark = QuestionState.ROUTED, clean_text(reason)
            row.approvals, row.published = [], False
            _note(
                session,
                person,
                "sent_back",
                row,
                details={"reason": row.remark},
                at=now,
            )

        self._acting.act(actor, "question.send_back", do)

    def _waiting(
        self, session: Session, person: Person, number: str
    ) -> tuple[QuestionRow, Reply]:
        """Return a drafted reply that somebody else may approve."""
        row, what = question_row(session, number), "批准回复"
        must_be(row, QuestionState.DRAFTED, what=what)
        must_hold(session, person, unit_of(row, what=what), *APPROVERS, what=what)
        if row.drafted_by is None or row.drafted_at is None:
            raise NotThere("这条回复")
        must_be_other(
            session,
            person,
            row.drafted_by,
            row.drafted_at,
            now=self._acting.clock.now(),
            what=what,
        )
        return row, Reply.model_validate(row.reply)


def _note(
    session: Session,
    person: Person,
    act: str,
    row: QuestionRow,
    *,
    details: Mapping[str, object],
    at: datetime,
) -> None:
    """Write an act into the journal, and ask for a new wall."""
    note(session, person, act, row, details=details, at=at)
    ask_for(session, ECHO_TARGET, at)
