"""Close and work single days of the county by signed order; take one back.

Only an administrator of the whole county may. The order carries the centre's
signature, stands in the journal, and moves dates in its own transaction.
"""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.calendar import WorkingCalendar
from programme.document import to_millisecond
from programme.keys import SigningKey
from programme.workdays import Workdays
from publishing.calendar.current import Calendars
from publishing.calendar.sources import with_overlay
from publishing.county_days.orders import (
    KIND_WORDS,
    CalendarOrder,
    SignedOrder,
    check_day,
    signed,
)
from publishing.county_days.recomputing import News, Rules, bring_in, newest_calendar
from publishing.desk.deciding import checked_reason
from publishing.desk.rows import new_id
from publishing.errors import Conflict, NotThere, Refused, StateForbids
from publishing.oversight.journal import record
from publishing.release.makers import ask_for_everything
from publishing.release.sources import open_groups
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.calendar import ChangeCause, CountyDay, CountyDayKind
from publishing.tables.people import Office
from publishing.tables.units import UnitRow

MOST_REASON = 200
SUBJECT = "calendar"
"""What the journal names."""


class CountyDays:
    """Keep the county's own days."""

    def __init__(
        self,
        *,
        acting: Acting,
        calendars: Calendars,
        approval_key: SigningKey,
        rules: Rules,
        on_commit: Callable[[frozenset[str]], None],
    ) -> None:
        self._acting = acting
        self._calendars = calendars
        self._key = approval_key
        self._rules = rules
        self._on_commit = on_commit

    def order(self, actor: str, *, day: date, kind: CountyDayKind, reason: str) -> str:
        """Close a day, or work it, and return the order's id.

        Raises:
            NotAllowed: Not an administrator of the county.
            Conflict: The county has an order for this day already.
            Refused: The day is that already or far away, or no reason was given.
        """
        told = _short(reason)
        now = to_millisecond(self._acting.clock.now())

        def do(session: Session, person: Person) -> tuple[str, frozenset[str]]:
            county = _must_keep(session, person)
            self._check(session, day, kind, now)
            given = self._order(county, person, day=day, kind=kind, told=told, at=now)
            session.add(_row(given))
            session.flush()
            words = f"{day} {KIND_WORDS[kind]}：{told}"
            self._bring_in(session, person, given, words, ChangeCause.ORDERED)
            return given.order.id, frozenset(open_groups(session))

        made, groups = self._acting.act(actor, "calendar.order", do)
        self._tell(groups)
        return made

    def revoke(self, actor: str, order: str, *, reason: str) -> None:
        """Take an order back; ends that it lengthened stay as they are.

        Raises:
            NotAllowed: Not an administrator of the county.
            NotThere: No such order.
            StateForbids: It was taken back already.
            Refused: No reason was given.
        """
        told = _short(reason)
        now = to_millisecond(self._acting.clock.now())

        def do(session: Session, person: Person) -> frozenset[str]:
            _must_keep(session, person)
            row = _standing(session, order)
            back = SignedOrder.model_validate(row.signed).order.model_copy(
                update={
                    "revokes": True,
                    "reason": told,
                    "person": person.id,
                    "name": person.name,
                    "given_at": now,
                }
            )
            given = signed(back, self._key)
            row.revoked_by, row.revoked_at, row.revoke_reason = person.id, now, told
            row.revoked = given.model_dump(mode="json")
            session.flush()
            words = f"取消 {row.day} {KIND_WORDS[row.kind]}：{told}"
            self._bring_in(session, person, given, words, ChangeCause.REVOKED)
            return frozenset(open_groups(session))

        self._tell(self._acting.act(actor, "calendar.revoke", do))

    def _check(
        self, session: Session, day: date, kind: CountyDayKind, now: datetime
    ) -> None:
        query = select(CountyDay.id).where(
            CountyDay.day == day, CountyDay.revoked_at.is_(None)
        )
        if session.scalars(query).first() is not None:
            message = f"{day} 已经调整过。要改，请先取消原来的调整。"
            raise Conflict(message)
        today = now.astimezone(self._rules.zone).date()
        workdays = Workdays(self._calendar(session).whole())
        check_day(day, kind, today=today, workdays=workdays)

    def _calendar(self, session: Session) -> WorkingCalendar:
        """Return the calendar with the county's days of this transaction."""
        return with_overlay(session, self._calendars.calendar)

    def _order(
        self,
        county: str,
        person: Person,
        *,
        day: date,
        kind: CountyDayKind,
        told: str,
        at: datetime,
    ) -> SignedOrder:
        order = CalendarOrder(
            id=new_id(county, "c"),
            day=day,
            kind=kind,
            reason=told,
            person=person.id,
            name=person.name,
            given_at=at,
        )
        return signed(order, self._key)

    def _bring_in(
        self,
        session: Session,
        person: Person,
        given: SignedOrder,
        words: str,
        cause: ChangeCause,
    ) -> None:
        """Let the calendar hold, and write it down with its signature."""
        at = given.order.given_at
        if newest_calendar(session) is None:
            first = News(
                calendar=self._calendars.calendar,
                cause=ChangeCause.DATA,
                words="最初的工作日历",
                at=at,
            )
            bring_in(session, first, self._rules)
        news = News(calendar=self._calendar(session), cause=cause, words=words, at=at)
        moved = bring_in(session, news, self._rules)
        ask_for_everything(session, at)
        record(
            session,
            actor=person.id,
            act=f"calendar.{cause.value}",
            subject=SUBJECT,
            details={
                "day": given.order.day.isoformat(),
                "day_kind": given.order.kind.value,
                "reason": given.order.reason,
                "moved": moved,
                "key": given.key,
                "signature": given.signature,
            },
            at=at,
        )

    def _tell(self, groups: frozenset[str]) -> None:
        """Let everybody count by the new calendar, then tell the display groups."""
        self._calendars.refresh()
        self._on_commit(groups)


def _short(reason: str) -> str:
    """Return a reason as it stands in a calendar's cell.

    Raises:
        Refused: None was given, or it is too long.
    """
    told = checked_reason(reason)
    if len(told) > MOST_REASON:
        message = f"原因太长，请写在 {MOST_REASON} 个字以内。"
        raise Refused(message, code="reason_too_long")
    return told


def _must_keep(session: Session, person: Person) -> str:
    """Return the county's unit, if a person may change its days.

    Raises:
        NotAllowed: Not an administrator of the county.
    """
    county = session.scalars(select(UnitRow.id).where(UnitRow.parent_id.is_(None)))
    unit = county.one()
    must_hold(session, person, unit, Office.ADMIN, what="调整工作日")
    return unit


def _standing(session: Session, order: str) -> CountyDay:
    """Return an order that stands.

    Raises:
        NotThere: No such order.
        StateForbids: It was taken back already.
    """
    row = session.get(CountyDay, order)
    if row is None:
        raise NotThere("这条工作日调整")
    if row.revoked_at is not None:
        raise StateForbids("取消", state="已经取消了", thing="这条工作日调整")
    return row


def _row(given: SignedOrder) -> CountyDay:
    order = given.order
    return CountyDay(
        id=order.id,
        day=order.day,
        kind=order.kind,
        reason=order.reason,
        given_by=order.person,
        given_at=order.given_at,
        signed=given.model_dump(mode="json"),
        revoke_reason="",
        revoked=None,
    )
