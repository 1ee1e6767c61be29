"""Show which windows the versions on the desk ask for; change nothing.

What cannot be published as it is asked for is shown as well, with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.boards import Attribute
from programme.errors import ContractError
from programme.mandate import DayKind, Mandate
from programme.window import End, OpenEnd, ProvisionalEnd
from publishing.calendar.current import Calendars
from publishing.desk.asking import asked_for
from publishing.desk.rows import form_of
from publishing.desk.stage_turn import earlier_stage
from publishing.errors import Refused
from publishing.inspection.bars import Bar, BarState, Rule
from publishing.schedule.limits import Floor, floors_of, last_day
from publishing.schedule.windows import (
    Asked,
    counted_at,
    least_end,
    rule_words,
    window_of,
)
from publishing.staff.offices import Person, units_where
from publishing.stages.rules import turn_words
from publishing.tables.disclosures import Disclosure, Draft, DraftState
from publishing.tables.people import Office
from publishing.tables.schedule import EndKind
from publishing.tables.units import UnitRow

_DAY = timedelta(days=1)
_STARTS = 400
"""On how many days from today on a dragged start can be tried out."""
_ON_WAY = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)
_NOT_THEIRS = "只有起草的人能改它的展示时段"


class Waiting:
    """Read the windows of drafts."""

    def __init__(
        self, *, mandates: Mapping[str, Preset], calendars: Calendars, zone: tzinfo
    ) -> None:
        self._mandates = mandates
        self._calendars = calendars
        self._zone = zone

    def bars(self, session: Session, person: Person, *, now: datetime) -> Iterator[Bar]:
        """Yield the windows of what is on its way in the person's units."""
        units = units_where(session, person, *Office)
        query = (
            select(Draft, Disclosure.register_number, UnitRow.name)
            .join(Disclosure, Disclosure.id == Draft.disclosure_id)
            .join(UnitRow, UnitRow.id == Draft.unit_id)
            .where(
                Draft.state.in_(_ON_WAY),
                Draft.unit_id.in_(units),
                Draft.attribute == Attribute.PROACTIVE,
            )
            .order_by(Draft.created_at, Draft.id)
        )
        for row, number, unit_name in session.execute(query):
            try:
                asked = asked_for(session, row, self._mandates)
            except Refused:
                # Its mandate is gone: no window can be drawn.
                continue
            bar = self._bar(row, asked, number or "", unit_name, person, now)
            early = self._too_early(session, row, now)
            yield replace(bar, wrong=bar.wrong or early)

    def rules(self, bars: Iterable[Bar], today: date) -> Iterator[Rule]:
        """Yield what drafts that may be moved must keep, with their floors."""
        floors = {bar.rule: bar.floor for bar in bars if bar.rule and bar.floor}
        for name, floor in sorted(floors.items(), key=lambda one: one[0]):
            named = floor.mandate.show_at_least_days is not None
            yield Rule(
                name=name,
                words=rule_words(floor.mandate, floor.weekdays) if named else "",
                floors=floors_of(
                    floor,
                    today,
                    _STARTS,
                    workdays=self._calendars.workdays,
                    zone=self._zone,
                ),
            )

    def _bar(  # noqa: PLR0917 - what is drawn of one draft
        self,
        row: Draft,
        asked: Asked,
        number: str,
        unit_name: str,
        person: Person,
        now: datetime,
    ) -> Bar:
        """Return the window of one draft."""
        form = form_of(row)
        start = max(now, asked.earliest_start_at or now)
        end, wrong = self._end(asked, now)
        posted_at = counted_at(start, asked.hung_since, self._zone)
        mandated = self._mandated(asked, posted_at)
        first_on = start.astimezone(self._zone).date()
        last_on = _last(end, asked.explicit_end_at, self._zone)
        if last_on is not None:
            last_on = max(first_on, last_on)
        theirs = row.drafter_id == person.id
        drafting = row.state is DraftState.DRAFT
        return Bar(
            disclosure=row.disclosure_id,
            draft=row.id,
            edition=row.edition,
            title=form.title,
            board=form.board,
            unit=row.unit_id,
            unit_name=unit_name,
            register_number=number,
            groups=form.groups,
            state=BarState.DRAFTING if drafting else BarState.WAITING,
            first_on=first_on,
            last_on=last_on,
            must_until_on=mandated,
            end_kind=_kind(end),
            weekdays=form.weekdays,
            dayparts=form.dayparts,
            rule=_rule_name(row, asked) if theirs else "",
            floor=_floor(asked),
            stands="" if theirs else _NOT_THEIRS,
            by_rule=asked.explicit_end_at is None,
            wrong=wrong,
            short_days=self._short(asked.mandate, last_on, mandated),
            promotional=asked.mandate.promotional,
        )

    def _too_early(self, session: Session, row: Draft, now: datetime) -> str:
        """Say why a stage may not follow yet; empty where it may (REQ-9)."""
        earlier = earlier_stage(
            session, row, now=now, workdays=self._calendars.workdays, zone=self._zone
        )
        today = now.astimezone(self._zone).date()
        waits = earlier is not None and today <= earlier.served_on
        return f"{turn_words(earlier)}。" if earlier and waits else ""

    def _end(self, asked: Asked, now: datetime) -> tuple[End | None, str]:
        """Return the end that would be, or why there can be none."""
        try:
            window = window_of(
                asked, now=now, workdays=self._calendars.workdays, zone=self._zone
            )
        except Refused as refusal:
            return None, str(refusal)
        return window.end, ""

    def _mandated(self, asked: Asked, start: datetime) -> date | None:
        try:
            end = least_end(
                asked.mandate,
                start,
                workdays=self._calendars.workdays,
                zone=self._zone,
                weekdays=asked.weekdays,
            )
        except ContractError:
            # The calendar does not reach so far: nothing is drawn as demanded.
            return None
        return None if isinstance(end, OpenEnd) else last_day(end.at, self._zone)

    def _short(
        self, mandate: Mandate, last_on: date | None, mandated: date | None
    ) -> int:
        """Return how many of the days that a rule counts are missing at the end."""
        if last_on is None or mandated is None or last_on >= mandated:
            return 0
        if mandate.show_day_kind is DayKind.CALENDAR:
            return (mandated - last_on).days
        return self._calendars.workdays.between(last_on + _DAY, mandated + _DAY).days


def _floor(asked: Asked) -> Floor:
    return Floor(
        mandate=asked.mandate, hung_since=asked.hung_since, weekdays=asked.weekdays
    )


def _rule_name(row: Draft, asked: Asked) -> str:
    """Return one name for all drafts that must keep the same."""
    days = "".join(map(str, asked.weekdays))
    told = (row.mandate_name, asked.mandate.end_rule, asked.hung_since, days)
    return " ".join(map(str, told))


def _last(end: End | None, explicit: datetime | None, zone: tzinfo) -> date | None:
    """Return the last day: that of the window, or the one that was asked for."""
    if end is not None:
        return None if isinstance(end, OpenEnd) else last_day(end.at, zone)
    return last_day(explicit, zone) if explicit else None


def _kind(end: End | None) -> EndKind:
    if isinstance(end, OpenEnd):
        return EndKind.OPEN
    return EndKind.PROVISIONAL if isinstance(end, ProvisionalEnd) else EndKind.FIXED
