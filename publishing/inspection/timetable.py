"""Show which windows lie on which display groups, and how far each may move.

It draws nothing and changes nothing; what waits on the desk is `waiting`'s matter.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.boards import DisplayKind
from programme.errors import ContractError
from programme.window import local_instant
from publishing.calendar.current import Calendars
from publishing.inspection.bars import Bar, BarState, DayKind, DayMark, Lane, Schedule
from publishing.inspection.hung import (
    Hanging,
    Manifests,
    Signed,
    hanging_where,
    panels_of,
    promise_of,
    shares_of,
)
from publishing.inspection.loops import Tightest
from publishing.inspection.waiting import Waiting
from publishing.schedule.hanging import goes_on
from publishing.schedule.limits import Bounds, WindowStands, bounds_of, last_day
from publishing.schedule.powering import power_of
from publishing.schedule.shares import Share
from publishing.schedule.windows import counted_at, least_end
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup, GroupEntry

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=7)
_SATURDAY = 6
_NOT_THEIRS = "改展示的结束，要由发布办公室来做"


class Timetable:
    """Answer which windows lie where."""

    def __init__(
        self,
        *,
        acting: Acting,
        calendars: Calendars,
        mandates: Mapping[str, Preset],
        zone: tzinfo,
        manifests: Manifests,
    ) -> None:
        self._acting = acting
        self._calendars = calendars
        self._zone = zone
        self._manifests = manifests
        self._waiting = Waiting(mandates=mandates, calendars=calendars, zone=zone)

    def board(self, actor: str, *, from_on: date, days: int) -> Schedule:
        """Return every open group and the windows that touch these days.

        Raises:
            NotSignedIn: The actor may not act any more.
        """
        now = self._acting.clock.now()
        today = now.astimezone(self._zone).date()
        to_on = from_on + _DAY * days

        def do(session: Session, person: Person) -> Schedule:
            groups = _groups(session)
            hanging = hanging_where(session, self._wanted(from_on, to_on, now))
            signed = self._manifests.of(session, {one.manifest for one in hanging})
            going = {one: on for one, on in hanging.items() if one.goes_on(now)}
            shares = shares_of(
                going,
                signed,
                panels_of(groups.values()),
                workdays=self._calendars.workdays,
                zone=self._zone,
            )
            tightest = Tightest(self._zone)
            theirs = units_where(session, person, Office.PUBLISHER)
            drafted = units_where(session, person, Office.DRAFTER)
            editions = _editions(session)
            bars = (
                *self._hanging_bars(hanging, signed, editions, theirs, drafted, now),
                *self._waiting.bars(session, person, now=now),
            )
            return Schedule(
                days=tuple(self._mark(from_on + _DAY * at) for at in range(days)),
                lanes=tuple(
                    self._lane(group, shares[group.id], tightest, now)
                    for group in groups.values()
                ),
                bars=tuple(bar for bar in bars if _touches(bar, from_on, to_on)),
                rules=tuple(self._waiting.rules(bars, today)),
                today=today,
            )

        return self._acting.look(actor, "schedule.board", do)

    def _wanted(self, from_on: date, to_on: date, now: datetime) -> ColumnElement[bool]:
        """Return the condition: shown now or later, or touching these days."""
        from_at = local_instant(from_on, time(0), self._zone)
        to_at = local_instant(to_on, time(0), self._zone)
        begun = GroupEntry.starts_at < to_at
        kept = or_(GroupEntry.removed_at.is_(None), GroupEntry.removed_at >= from_at)
        ends = or_(GroupEntry.ends_at.is_(None), GroupEntry.ends_at > from_at)
        return or_(goes_on(now), and_(begun, kept, ends))

    def _mark(self, on: date) -> DayMark:
        weekend = on.isoweekday() >= _SATURDAY
        if not self._calendars.workdays.calendar.covers(on):
            kind = DayKind.WEEKEND if weekend else DayKind.WORKED
            return DayMark(on=on, kind=kind, provisional=True)
        worked = self._calendars.workdays.is_working_day(on)
        if worked:
            kind = DayKind.MAKE_UP if weekend else DayKind.WORKED
        else:
            kind = DayKind.WEEKEND if weekend else DayKind.HOLIDAY
        provisional = self._calendars.workdays.is_provisional(on)
        return DayMark(on=on, kind=kind, provisional=provisional)

    def _lane(
        self,
        group: DisplayGroup,
        shares: list[Share],
        tightest: Tightest,
        now: datetime,
    ) -> Lane:
        looped = group.display_kind is DisplayKind.SCREEN
        today = now.astimezone(self._zone).date()
        week = (today, today + _AHEAD)
        promise = promise_of(group)
        return Lane(
            group=group.id,
            name=group.name,
            unit=group.unit_id,
            kind=group.display_kind,
            now=tightest.at(shares, now, promise),
            tightest=tightest.of(shares, None, week, promise) if looped else None,
            least_per_hour=group.least_showings_per_hour,
            most_minutes_between=group.most_minutes_between,
            service_hours=promise.hours,
            power=power_of(group),
        )

    def _hanging_bars(  # noqa: PLR0917 - what is drawn of what hangs
        self,
        hanging: Mapping[Hanging, list[str]],
        signed: Mapping[str, Signed],
        editions: Mapping[str, tuple[str, int]],
        theirs: frozenset[str],
        drafted: frozenset[str],
        now: datetime,
    ) -> Iterator[Bar]:
        for one, groups in hanging.items():
            said = signed[one.manifest]
            draft, edition = editions.get(one.manifest, ("", 0))
            bounds, stands = self._bounds(one, said, now)
            if bounds is not None and (said.unit not in theirs or not draft):
                bounds, stands = None, _NOT_THEIRS
            yield Bar(
                disclosure=one.disclosure,
                draft=draft,
                edition=edition,
                title=said.title,
                board=said.board,
                unit=said.unit,
                unit_name=said.unit_name,
                register_number=one.register_number,
                groups=tuple(groups),
                state=_state(one, now),
                first_on=one.starts_at.astimezone(self._zone).date(),
                last_on=last_day(one.ends_at, self._zone) if one.ends_at else None,
                must_until_on=self._must_until(one, said),
                end_kind=one.end_kind,
                removed_on=_day(one.removed_at, self._zone),
                weekdays=said.weekdays,
                dayparts=said.dayparts,
                bounds=bounds,
                retimes=bool(draft) and said.unit in drafted and one.goes_on(now),
                stands=stands,
                promotional=said.mandate.promotional,
            )

    def _bounds(
        self, one: Hanging, said: Signed, now: datetime
    ) -> tuple[Bounds | None, str]:
        """Return how far an end may move, or why it may not."""
        if one.removed_at is not None:
            return None, "这件已经拿下了"
        hung = one.hung(said)
        try:
            found = bounds_of(
                hung, now=now, workdays=self._calendars.workdays, zone=self._zone
            )
        except WindowStands as stands:
            return None, str(stands).removesuffix("。")
        return found, ""

    def _must_until(self, one: Hanging, said: Signed) -> date | None:
        try:
            end = least_end(
                said.mandate,
                counted_at(one.starts_at, said.hung_since, self._zone),
                workdays=self._calendars.workdays,
                zone=self._zone,
                weekdays=said.weekdays,
            )
        except ContractError:
            # The calendar does not reach so far: nothing is drawn as demanded.
            return None
        return None if end.kind == "open" else last_day(end.at, self._zone)


def _groups(session: Session) -> dict[str, DisplayGroup]:
    query = select(DisplayGroup).where(DisplayGroup.closed_at.is_(None))
    rows = session.scalars(query.order_by(DisplayGroup.id))
    return {row.id: row for row in rows}


def _editions(session: Session) -> dict[str, tuple[str, int]]:
    """Return each published version and its edition, by its manifest."""
    query = select(Draft.manifest_sha256, Draft.id, Draft.edition).where(
        Draft.state == DraftState.APPROVED
    )
    rows = session.execute(query)
    return {sha256: (draft, edition) for sha256, draft, edition in rows if sha256}


def _state(one: Hanging, now: datetime) -> BarState:
    if one.removed_at is not None:
        return BarState.REMOVED
    if not one.goes_on(now):
        return BarState.ENDED
    return BarState.SCHEDULED if now < one.starts_at else BarState.SHOWING


def _touches(bar: Bar, from_on: date, to_on: date) -> bool:
    ends = [on for on in (bar.last_on, bar.removed_on) if on is not None]
    return bar.first_on < to_on and (not ends or min(ends) >= from_on)


def _day(at: datetime | None, zone: tzinfo) -> date | None:
    return None if at is None else at.astimezone(zone).date()
