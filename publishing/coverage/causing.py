"""Let staff say why displays were dark, for many at once, and take it back.

One entry names a unit: it holds for every display group of that unit and of those
below it, or for the groups that are chosen. It stands in the journal (REQ-75).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Annotated

from pydantic import Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.document import Document, Identifier
from publishing.cleaning import clean_text
from publishing.errors import NotThere, Refused, StateForbids
from publishing.evidence.settled import look_again
from publishing.oversight.journal import record
from publishing.schedule.hanging import goes_on
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold, units_below, units_where
from publishing.tables.coverage import ShortCause, ShortCauseRow
from publishing.tables.people import Office, StaffMember
from publishing.tables.schedule import DisplayGroup, GroupEntry
from publishing.tables.units import UnitRow

MOST_DAYS = 366
_MAY = (Office.PUBLISHER, Office.ADMIN)


class CauseForm(Document):
    """Be what staff say of why displays were dark."""

    cause: ShortCause
    unit: Identifier
    groups: Annotated[tuple[Identifier, ...], Field(max_length=500)] = ()
    """Some groups of the unit; none: all of them, and of the units below."""
    from_on: date
    last_on: date
    words: Annotated[str, StringConstraints(max_length=200)] = ""
    """What is known beside, such as 9:40—16:55."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseView:
    """Be one entry as staff see it."""

    id: int
    cause: ShortCause
    unit: str
    unit_name: str
    groups: tuple[str, ...]
    from_on: date
    last_on: date
    words: str
    recorded_by_name: str
    recorded_at: datetime


class ShortCauses:
    """Keep what staff know of causes."""

    def __init__(self, *, acting: Acting, zone: tzinfo) -> None:
        self._acting = acting
        self._zone = zone

    def record(self, actor: str, form: CauseForm) -> CauseView:
        """Say why displays were dark on some days; the newest entry goes first.

        Raises:
            NotAllowed: Not the publishing office, nor an administrator, of the unit.
            NotThere: No such unit, or a group that is not below it.
            Refused: The days cannot be, or the unit has no display group.
        """
        now = self._acting.clock.now()
        _check_days(form, today=now.astimezone(self._zone).date())

        def do(session: Session, person: Person) -> CauseView:
            if session.get(UnitRow, form.unit) is None:
                raise NotThere("这个单位")
            must_hold(session, person, form.unit, *_MAY, what="登记停屏原因")
            groups = _groups(session, form)
            row = ShortCauseRow(
                cause=form.cause,
                groups=list(groups),
                unit_id=form.unit,
                from_on=form.from_on,
                last_on=form.last_on,
                words=clean_text(form.words).strip(),
                recorded_by=person.id,
                recorded_at=now,
            )
            session.add(row)
            session.flush()
            _tell(session, person, "short_cause.recorded", row, now)
            return _view(session, row)

        return self._acting.act(actor, "short_cause.record", do)

    def strike(self, actor: str, cause: int) -> None:
        """Take an entry back; it stays on file.

        Raises:
            NotAllowed: Not the publishing office, nor an administrator, of the unit.
            NotThere: No such entry.
            StateForbids: It was taken back already.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> None:
            row = session.get(ShortCauseRow, cause)
            if row is None:
                raise NotThere("这条停屏原因")
            must_hold(session, person, row.unit_id, *_MAY, what="登记停屏原因")
            if row.struck_at is not None:
                raise StateForbids("撤销", state="已经撤销", thing="这条停屏原因")
            row.struck_by, row.struck_at = person.id, now
            _tell(session, person, "short_cause.struck", row, now)

        self._acting.act(actor, "short_cause.strike", do)

    def listing(self, actor: str, *, limit: int = 50) -> tuple[CauseView, ...]:
        """Return the entries of the person's units that hold, newest first.

        Raises:
            NotSignedIn: The actor may not act any more.
        """

        def do(session: Session, person: Person) -> tuple[CauseView, ...]:
            units = units_where(session, person, *Office)
            query = (
                select(ShortCauseRow)
                .where(
                    ShortCauseRow.unit_id.in_(units),
                    ShortCauseRow.struck_at.is_(None),
                )
                .order_by(ShortCauseRow.id.desc())
                .limit(limit)
            )
            return tuple(_view(session, row) for row in session.scalars(query))

        return self._acting.look(actor, "short_cause.list", do)


def _check_days(form: CauseForm, *, today: date) -> None:
    if form.last_on < form.from_on:
        message = "最后一天早于第一天。请改日期。"
        raise Refused(message, code="days_reversed")
    if form.from_on > today or (form.last_on - form.from_on).days > MOST_DAYS:
        message = "只能登记已经开始的、一年以内的日子。请改日期。"
        raise Refused(message, code="days_impossible")


def _groups(session: Session, form: CauseForm) -> Sequence[str]:
    units = units_below(session, frozenset({form.unit}))
    query = select(DisplayGroup.id).where(DisplayGroup.unit_id.in_(units))
    below = list(session.scalars(query.order_by(DisplayGroup.id)))
    if not set(form.groups) <= set(below):
        raise NotThere("这个显示分组")
    groups = sorted(set(form.groups)) or below
    if not groups:
        message = "这个单位和下级单位都没有显示分组，不用登记。"
        raise Refused(message, code="no_group")
    return groups


def _tell(
    session: Session, person: Person, act: str, row: ShortCauseRow, now: datetime
) -> None:
    """Write the journal, and have what hangs on the groups looked at anew."""
    details = {
        "short_cause": row.cause.value,
        "from_on": row.from_on.isoformat(),
        "last_on": row.last_on.isoformat(),
        "groups": row.groups,
        "reason_given": row.words,
    }
    record(
        session,
        actor=person.id,
        act=act,
        subject=row.unit_id,
        details={name: value for name, value in details.items() if value},
        at=now,
    )
    query = select(GroupEntry.disclosure_id).where(
        GroupEntry.group_id.in_(row.groups), goes_on(now)
    )
    look_again(session, set(session.scalars(query)))


def _view(session: Session, row: ShortCauseRow) -> CauseView:
    return CauseView(
        id=row.id,
        cause=row.cause,
        unit=row.unit_id,
        unit_name=session.get_one(UnitRow, row.unit_id).name,
        groups=tuple(row.groups),
        from_on=row.from_on,
        last_on=row.last_on,
        words=row.words,
        recorded_by_name=session.get_one(StaffMember, row.recorded_by).name,
        recorded_at=row.recorded_at,
    )
