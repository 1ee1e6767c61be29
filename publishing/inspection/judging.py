"""Say how one disclosure stands: due, late, showing or served; change nothing.

The verdict is `programme.standing`; here its facts are read. A day counts when every
group on which the disclosure hangs showed it enough.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.calendar_slice import OutsideCalendar
from programme.deadline import deadlines_of
from programme.legal_clock import owed_days
from programme.mandate import Mandate
from programme.manifest import Manifest
from programme.standing import Shown, Standing, standing_of
from publishing.calendar.current import Calendars
from publishing.carriers.counting import carried_by
from publishing.catalogue.issue_days import OF_ITS_PERIOD, counted_from
from publishing.desk.views import manifest_of
from publishing.errors import NotThere
from publishing.evidence.assigned import assigned
from publishing.evidence.settled import verdicts_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds
from publishing.tables.catalogue import CatalogueDueRow
from publishing.tables.disclosures import Disclosure, Draft, DraftState, ManifestRow
from publishing.tables.people import Office
from publishing.tables.schedule import GroupEntry

_JUDGED = (
    DraftState.DRAFT,
    DraftState.SUBMITTED,
    DraftState.REVIEWED,
    DraftState.APPROVED,
)


class Judging:
    """Answer how a disclosure stands today."""

    def __init__(
        self,
        *,
        acting: Acting,
        calendars: Calendars,
        mandates: Mapping[str, Preset],
        zone: ZoneInfo,
        presence_counts: bool = True,
    ) -> None:
        self._acting = acting
        self._calendars = calendars
        self._mandates = mandates
        self._zone = zone
        self._presence_counts = presence_counts

    def of(self, actor: str, disclosure: str) -> Standing | None:
        """Return how it stands; None where it came down or no rule can be read.

        What is published is judged by the version that hangs and by its first day.

        Raises:
            NotThere: No such disclosure, or not for this person.
        """

        def do(session: Session, person: Person) -> Standing | None:
            row = session.get(Disclosure, disclosure)
            if row is None or not holds(session, person, row.unit_id, *Office):
                raise NotThere("这件公开事项")
            return self.judge(session, row, at=self._acting.clock.now())

        return self._acting.look(actor, "disclosure.show", do)

    def judge(
        self, session: Session, row: Disclosure, *, at: datetime
    ) -> Standing | None:
        """Return how a disclosure stands at an instant."""
        draft = _judged(session, row.id)
        rule = self._rule(session, draft) if draft else None
        if draft is None or rule is None:
            return None
        today = at.astimezone(self._zone).date()
        workdays = self._calendars.workdays
        published = draft.state is DraftState.APPROVED
        if draft.hung_since is not None and not published:
            return None  # It hangs already: nothing is due.
        start = counted_from(draft.settled_on, _period_ends_on(session, draft))
        shown = None
        if row.published_at is not None and published:
            began_on = row.published_at.astimezone(self._zone).date()
            shown = Shown(
                published_on=row.hung_since or began_on,
                days=len(self._days(session, draft, today)),
                at_least=self._owed(session, draft, rule, began_on),
            )
        try:
            due = deadlines_of(rule, counted_from=start, workdays=workdays)
            return standing_of(due, shown=shown, today=today, workdays=workdays)
        except OutsideCalendar:
            return None

    def _rule(self, session: Session, draft: Draft) -> Mandate | None:
        """Return the rule that was signed, or the one that would be."""
        if draft.state is DraftState.APPROVED and draft.manifest_sha256:
            body = session.get_one(ManifestRow, draft.manifest_sha256).body
            return Manifest.parse(body).mandate
        preset = self._mandates.get(draft.mandate_name)
        return preset.rule_for(draft.kind_of_act) if preset else None

    def _owed(
        self, session: Session, draft: Draft, rule: Mandate, began_on: date
    ) -> int | None:
        """Return how many days the windows owe; days before them are not claimed."""
        manifest = manifest_of(session, draft.manifest_sha256)
        if manifest is None:
            return rule.show_at_least_days
        workdays, zone = self._calendars.workdays, self._zone
        return owed_days(manifest, posted_on=began_on, workdays=workdays, zone=zone)

    def _days(self, session: Session, draft: Draft, today: date) -> frozenset[date]:
        """Return the days on which every group showed it enough."""
        hung = assigned(session, GroupEntry.manifest_sha256 == draft.manifest_sha256)
        names = [one.disclosure for one in hung]
        found = verdicts_of(
            session,
            hung,
            carried=carried_by(session, names, presence_counts=self._presence_counts),
            today=today,
            workdays=self._calendars.workdays,
        )
        return frozenset(
            one.day for days in found.values() for one in days if one.counts
        )


def _judged(session: Session, disclosure: str) -> Draft | None:
    """Return the version that hangs, else the newest that is on its way."""
    query = select(Draft).where(
        Draft.disclosure_id == disclosure, Draft.state.in_(_JUDGED)
    )
    rows = session.scalars(query.order_by(Draft.created_at, Draft.id)).all()
    return _last(row for row in rows if row.state is DraftState.APPROVED) or _last(rows)


def _last(rows: Iterable[Draft]) -> Draft | None:
    found = None
    for row in rows:
        found = row
    return found


def _period_ends_on(session: Session, draft: Draft) -> date | None:
    query = (
        select(CatalogueDueRow.period_ends_on)
        .join(Draft, OF_ITS_PERIOD)
        .where(Draft.id == draft.id)
    )
    return session.scalars(query).first()
