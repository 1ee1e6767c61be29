"""Show what a move of a window would change before it is made; change nothing.

The verdict is that of the act itself: what would be refused is refused here, in the
same words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.errors import ContractError
from programme.manifest import Manifest
from programme.window import ProvisionalEnd, Window, end_at
from programme.workdays import Workdays
from publishing.calendar.current import Calendars
from publishing.desk.asking import asked_for
from publishing.desk.lengthening import LaterEnd, hanging_on, published_version
from publishing.desk.rescheduling import Rescheduling, WantedWindow
from publishing.desk.rows import decisions_of, own_draft, visible
from publishing.desk.rules import check_edition
from publishing.desk.views import manifest_of
from publishing.errors import NotThere, Refused
from publishing.evidence.windows import window_of as window_of_entry
from publishing.inspection.hung import Manifests, signed_of
from publishing.inspection.loops import GroupOutlook, Loops, Move
from publishing.schedule.limits import Hung, last_day, moved_end
from publishing.schedule.windows import window_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, must_hold
from publishing.tables.disclosures import Draft
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup, EndKind

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Be a window in whole days."""

    first_on: date
    last_on: date | None
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Be all that a move would change."""

    title: str
    before: Days | None
    """None where the window that was asked for could not be."""
    after: Days
    groups: tuple[GroupOutlook, ...]
    provisional: int
    """How many of the window's days a coming notice may still change."""
    voids: int
    """How many signatures the move makes void."""


class Outlooks:
    """Answer what a move would change."""

    def __init__(
        self,
        *,
        acting: Acting,
        rescheduling: Rescheduling,
        mandates: Mapping[str, Preset],
        calendars: Calendars,
        zone: tzinfo,
        manifests: Manifests,
    ) -> None:
        self._acting = acting
        self._rescheduling = rescheduling
        self._mandates = mandates
        self._calendars = calendars
        self._zone = zone
        self._loops = Loops(zone=zone, manifests=manifests, calendars=calendars)

    def of_hanging(
        self, actor: str, disclosure: str, wanted: LaterEnd, *, edition: int
    ) -> Outlook:
        """Return what another end of a published disclosure would change.

        Raises:
            NotAllowed: Not the publishing office of the unit.
            ContentChanged: Somebody acted since the page was read.
            StateForbids: Nothing of it is published.
            WindowStands: The window has no end, or is over.
            WindowImpossible: The end may not lie there.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Outlook:
            row = published_version(session, disclosure)
            what = "改展示的结束"
            must_hold(session, person, row.unit_id, Office.PUBLISHER, what=what)
            check_edition(seen=edition, now=row.edition)
            manifest = manifest_of(session, row.manifest_sha256)
            if manifest is None:
                raise NotThere("签发单")
            moves = self._ends(session, row, manifest, wanted, now)
            first = moves[wanted.groups[0]]
            return Outlook(
                title=row.title,
                before=self._days(first.hangs) if first.hangs else None,
                after=self._days(first.after),
                groups=self._loops.outlook(
                    session, disclosure, moves, signed=signed_of(manifest), now=now
                ),
                provisional=self._unsure(first.after),
                voids=0,
            )

        return self._acting.look(actor, "window.lengthen", do)

    def of_draft(
        self, actor: str, draft: str, wanted: WantedWindow, *, edition: int
    ) -> Outlook:
        """Return what another window of a draft would change.

        Raises:
            NotAllowed: Not the drafter of this one.
            ContentChanged: Somebody acted since the drafter read it.
            WindowImpossible: The window cannot be.
            Refused: Its mandate is gone, or the version before it would end early.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Outlook:
            row = own_draft(session, person, draft, edition=edition)
            _, after = self._rescheduling.tried(session, row, wanted, now=now)
            before = self._asked_before(session, row, now)
            manifest = manifest_of(session, row.manifest_sha256)
            return Outlook(
                title=row.title,
                before=self._days(before) if before else None,
                after=self._days(after),
                groups=self._loops.outlook(
                    session,
                    row.disclosure_id,
                    {group: Move(hangs=None, after=after) for group in row.groups},
                    signed=signed_of(manifest) if manifest else None,
                    now=now,
                ),
                provisional=self._unsure(after),
                voids=len(decisions_of(session, row)),
            )

        return self._acting.look(actor, "draft.edit", do)

    def of_waiting(self, actor: str, draft: str) -> tuple[GroupOutlook, ...]:
        """Return what a version that waits would do to the loops of its groups.

        Nothing where no pages are set yet, or its window cannot be.

        Raises:
            NotThere: No such version, or not for this person.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> tuple[GroupOutlook, ...]:
            row = visible(session, person, draft)
            manifest = manifest_of(session, row.manifest_sha256)
            after = self._asked_before(session, row, now)
            if manifest is None or after is None:
                return ()
            return self._loops.outlook(
                session,
                row.disclosure_id,
                {group: Move(hangs=None, after=after) for group in row.groups},
                signed=signed_of(manifest),
                now=now,
            )

        return self._acting.look(actor, "duties", do)

    def _ends(
        self,
        session: Session,
        row: Draft,
        manifest: Manifest,
        wanted: LaterEnd,
        now: datetime,
    ) -> dict[str, Move]:
        """Return the windows with their new end, by group.

        Raises:
            NotThere: It does not hang on one of the groups.
            WindowStands: A window has no end, or is over.
            WindowImpossible: An end may not lie there.
        """
        zones = _zones(session, wanted.groups)
        # Most groups hang the same window: it is moved once.
        moved: dict[tuple[datetime, EndKind, datetime | None, str], Move] = {}
        found = {}
        for entry in hanging_on(session, row, wanted.groups):
            zone = zones[entry.group_id]
            key = (entry.starts_at, entry.end_kind, entry.ends_at, zone)
            if key not in moved:
                before = window_of_entry(entry)
                hung = Hung(
                    starts_at=before.starts_at,
                    end=before.end,
                    mandate=manifest.mandate,
                    promised_end_at=manifest.promised_end_at,
                    hung_since=manifest.hung_since,
                    weekdays=manifest.weekdays,
                )
                end = moved_end(
                    hung,
                    wanted.last_on,
                    now=now,
                    workdays=self._calendars.workdays,
                    zone=ZoneInfo(zone),
                )
                after = before.model_copy(update={"end": end})
                moved[key] = Move(hangs=before, after=after)
            found[entry.group_id] = moved[key]
        return found

    def _asked_before(
        self, session: Session, row: Draft, now: datetime
    ) -> Window | None:
        try:
            asked = asked_for(session, row, self._mandates)
            return window_of(
                asked, now=now, workdays=self._calendars.workdays, zone=self._zone
            )
        except Refused:
            # What was asked for could not be: that is why it is moved.
            return None

    def _days(self, window: Window) -> Days:
        return days_of(window, self._zone)

    def _unsure(self, window: Window) -> int:
        return unsure_days(self._days(window), self._calendars.workdays)


def _zones(session: Session, groups: tuple[str, ...]) -> dict[str, str]:
    query = select(DisplayGroup.id, DisplayGroup.time_zone)
    return dict(session.execute(query.where(DisplayGroup.id.in_(groups))).all())


def days_of(window: Window, zone: tzinfo) -> Days:
    """Return a window in whole days."""
    end = end_at(window)
    return Days(
        first_on=window.starts_at.astimezone(zone).date(),
        last_on=last_day(end, zone) if end else None,
        provisional=isinstance(window.end, ProvisionalEnd),
    )


def unsure_days(days: Days, workdays: Workdays) -> int:
    """Return how many days of a window a coming notice may still change."""
    if days.last_on is None:
        return 0
    run = (days.last_on - days.first_on).days + 1
    return sum(_is_unsure(days.first_on + _DAY * at, workdays) for at in range(run))


def _is_unsure(on: date, workdays: Workdays) -> bool:
    try:
        return workdays.is_provisional(on)
    except ContractError:
        # Beyond the calendar every day may still change.
        return True
