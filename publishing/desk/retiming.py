"""Give what hangs other weekdays and times of day, by a new version; none is signed.

Weekdays and dayparts are part of what was signed, and a device refuses any other. So
the change is a version of its own that goes the whole chain; until it is approved the
old one hangs as it did. Its window is tried before anything is made (REQ-9, REQ-33).
"""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.document import Document
from programme.hours import EVERY_WEEKDAY, OpenSpan, Weekday
from programme.window import Window
from publishing.calendar.current import Calendars
from publishing.desk.asking import staged
from publishing.desk.changing import begin_version
from publishing.desk.content import DraftForm
from publishing.desk.deciding import checked_reason
from publishing.desk.lengthening import published_version
from publishing.desk.manifests import asked_of
from publishing.desk.rescheduling import WantedWindow, moved_form
from publishing.desk.rows import fill, form_of, journal
from publishing.desk.rules import check_edition
from publishing.desk.succession import check_follows
from publishing.desk.views import DraftView, view_of
from publishing.errors import Refused
from publishing.schedule.windows import window_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.disclosures import Draft
from publishing.tables.people import Office


class WantedTimes(Document):
    """Be the weekdays and times of day on which something is to hang from now on."""

    weekdays: Annotated[tuple[Weekday, ...], Field(max_length=7)] = EVERY_WEEKDAY
    dayparts: Annotated[tuple[OpenSpan, ...], Field(max_length=12)] = ()
    last_on: date | None = None
    """None: as long as the rule demands."""


class Retiming:
    """Begin versions with other weekdays and times."""

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
        self,
        actor: str,
        disclosure: str,
        wanted: WantedTimes,
        *,
        reason: str,
        edition: int,
    ) -> DraftView:
        """Begin a version of what hangs with other weekdays and times.

        Raises:
            NotAllowed: Not a drafter of the unit.
            ContentChanged: Somebody acted since the page was read (F34).
            StateForbids: Nothing of it is published.
            Conflict: A new version is on its way already.
            WindowImpossible: The window cannot be; the reason says why.
            Refused: No reason was given, or nothing would change.
        """
        told = checked_reason(reason)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> DraftView:
            before = self.theirs(session, person, disclosure, edition=edition)
            form, window = self.tried(session, before, wanted, now=now)
            row = begin_version(session, person, disclosure, now)
            fill(
                row,
                form_of(row).model_copy(
                    update={
                        "weekdays": form.weekdays,
                        "dayparts": form.dayparts,
                        "earliest_start_at": form.earliest_start_at,
                        "explicit_end_at": form.explicit_end_at,
                        "change_note": told,
                    }
                ),
            )
            details = {"window": window.model_dump(mode="json")}
            act = "draft.rescheduled"
            journal(session, person, act, row, now=now, details=details)
            return view_of(session, row)

        return self._acting.act(actor, "draft.change", do)

    def theirs(
        self, session: Session, person: Person, disclosure: str, *, edition: int
    ) -> Draft:
        """Return the published version, if the person may begin its successor.

        Raises:
            NotAllowed: Not a drafter of the unit.
            ContentChanged: Somebody acted since the page was read.
            StateForbids: Nothing of it is published.
        """
        row = published_version(session, disclosure)
        what = "改展示的星期和时段"
        must_hold(session, person, row.unit_id, Office.DRAFTER, what=what)
        check_edition(seen=edition, now=row.edition)
        return row

    def tried(
        self, session: Session, before: Draft, wanted: WantedTimes, *, now: datetime
    ) -> tuple[DraftForm, Window]:
        """Return the form and the window that a new version would have from now on.

        Raises:
            WindowImpossible: It cannot be.
            Refused: Nothing would change, or what was promised would be cut short.
        """
        was = form_of(before)
        same = (was.weekdays, was.dayparts) == (wanted.weekdays, wanted.dayparts)
        if same:
            message = "星期和时段没有变。请先改，再看会改变什么。"
            raise Refused(message, code="nothing_changed")
        # What has not begun yet begins on its own day; the rest goes on at once.
        start = was.earliest_start_at
        start = start if start is not None and start > now else None
        form = moved_form(
            was.model_copy(update={"earliest_start_at": start, "hung_since": None}),
            WantedWindow(
                first_on=start.astimezone(self._zone).date() if start else None,
                last_on=wanted.last_on,
                weekdays=wanted.weekdays,
                dayparts=wanted.dayparts,
            ),
            now=now,
            zone=self._zone,
        )
        asked = staged(session, before, asked_of(form, self._mandates))
        window = window_of(
            asked, now=now, workdays=self._calendars.workdays, zone=self._zone
        )
        check_follows(session, before, window, now=now, zone=self._zone)
        return form, window
