"""Move the window that a waiting draft asks for; an edit, so it voids decisions.

Only the drafter may, as with any edit. The window is tried before anything changes.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.document import Document
from programme.hours import EVERY_WEEKDAY, OpenSpan, Weekday
from programme.window import Window, local_instant
from publishing.calendar.current import Calendars
from publishing.desk.asking import staged
from publishing.desk.content import DraftForm
from publishing.desk.manifests import asked_of
from publishing.desk.rows import back_to_draft, fill, form_of, journal, own_draft
from publishing.desk.rules import DeskAct
from publishing.desk.succession import check_window
from publishing.desk.views import DraftView, view_of
from publishing.schedule.limits import last_day
from publishing.schedule.windows import (
    FARTHEST,
    LONGEST,
    WindowImpossible,
    window_of,
)
from publishing.staff.acting import Acting
from publishing.staff.offices import Person
from publishing.tables.disclosures import Draft

_DAY = timedelta(days=1)


class WantedWindow(Document):
    """Be the days and times for which a draft asks."""

    first_on: date | None
    """None: as soon as it is approved."""
    last_on: date | None
    """None: as long as the rule demands."""
    weekdays: Annotated[tuple[Weekday, ...], Field(max_length=7)] = EVERY_WEEKDAY
    dayparts: Annotated[tuple[OpenSpan, ...], Field(max_length=12)] = ()


class Rescheduling:
    """Move the windows of drafts."""

    def __init__(
        self,
        *,
        acting: Acting,
        mandates: Mapping[str, Preset],
        calendars: Calendars,
        zone: tzinfo,
    ) -> None:
        self._acting = acting
        self._mandates = mandates
        self._calendars = calendars
        self._zone = zone

    def change(
        self, actor: str, draft: str, wanted: WantedWindow, *, edition: int
    ) -> DraftView:
        """Give a draft another window; what was decided over it is void.

        Raises:
            NotAllowed: Not the drafter of this one.
            ContentChanged: Somebody acted since the drafter read it (F34).
            StateForbids: It is published already.
            WindowImpossible: The window cannot be; the reason says why.
            Refused: Its mandate is gone, or the version before it would end early.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            row = own_draft(session, person, draft, edition=edition)
            form, window = self.tried(session, row, wanted, now=now)
            back_to_draft(session, row, DeskAct.EDIT, now)
            fill(row, form)
            details = {"window": window.model_dump(mode="json")}
            act = "draft.rescheduled"
            journal(session, person, act, row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "draft.edit", do)

    def tried(
        self, session: Session, row: Draft, wanted: WantedWindow, *, now: datetime
    ) -> tuple[DraftForm, Window]:
        """Return a draft's form with another window, if the window can be.

        Raises:
            WindowImpossible: It cannot.
            Refused: Its mandate is gone, or the version before it would end early.
        """
        form = moved_form(form_of(row), wanted, now=now, zone=self._zone)
        asked = staged(session, row, asked_of(form, self._mandates))
        window = window_of(
            asked, now=now, workdays=self._calendars.workdays, zone=self._zone
        )
        check_window(session, row, window, now=now, zone=self._zone)
        return form, window


def moved_form(
    form: DraftForm, wanted: WantedWindow, *, now: datetime, zone: tzinfo
) -> DraftForm:
    """Return a form that asks for other days; a day that stays keeps its hour.

    Raises:
        WindowImpossible: The days lie in the past or are reversed.
    """
    today = now.astimezone(zone).date()
    first_on, last_on = wanted.first_on, wanted.last_on
    _check_days(first_on or today, last_on, today)
    start, end = form.earliest_start_at, form.explicit_end_at
    if first_on is None or (start and start.astimezone(zone).date() != first_on):
        start = None
    if last_on is None or (end and last_day(end, zone) != last_on):
        end = None
    if first_on is not None and first_on > today:
        start = start or local_instant(first_on, time(0), zone)
    if last_on is not None:
        end = end or local_instant(last_on + _DAY, time(0), zone)
    return form.model_copy(
        update={
            "earliest_start_at": start,
            "explicit_end_at": end,
            "weekdays": wanted.weekdays,
            "dayparts": wanted.dayparts,
        }
    )


def _check_days(first_on: date, last_on: date | None, today: date) -> None:
    """Return only if days lie in order and within reach.

    Raises:
        WindowImpossible: They do not.
    """
    if first_on < today:
        raise WindowImpossible("开始在今天以前")
    if first_on > today + FARTHEST:
        raise WindowImpossible("开始在两年以后")
    if last_on is not None and last_on < first_on:
        raise WindowImpossible("结束早于开始")
    if last_on is not None and last_on > first_on + LONGEST:
        raise WindowImpossible("结束在十年以后，要一直展示请不写结束时间")
