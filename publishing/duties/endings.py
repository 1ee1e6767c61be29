"""Yield the windows that are about to end; lengthen none."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, load_only

from programme.window import local_instant
from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office
from publishing.tables.schedule import EndKind, GroupEntry

_DAY = timedelta(days=1)
_MOMENT = timedelta(seconds=1)


class Endings:
    """Read the ends of windows; what hangs on several groups is told once."""

    def __init__(self, *, zone: tzinfo) -> None:
        self._zone = zone

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every window of the person's units that ends within the reach."""
        units = units_where(session, person, *Office)
        roster = Roster(session, person, at=reach.at)
        until_at = local_instant(reach.until_on + _DAY, time(0), self._zone)
        ends = _ends(reach.at, until_at)
        for row, ends_at, end_kind in session.execute(
            ends.where(Draft.unit_id.in_(units))
        ):
            last_on = (ends_at - _MOMENT).astimezone(self._zone).date()
            yield Duty(
                kind=DutyKind.WINDOW_ENDS,
                subject=row.id,
                title=row.title,
                unit=row.unit_id,
                unit_name=roster.unit_name(row.unit_id),
                link=f"/disclosures/{row.disclosure_id}",
                mine=False,
                for_everyone=is_for_everyone(row),
                due=Due(target_on=last_on, provisional=end_kind is EndKind.PROVISIONAL),
                board=row.board,
                about="展示到这一天为止",
            )


def _ends(from_at: datetime, until_at: datetime) -> Select[Draft, datetime, EndKind]:
    """Return the query for ends between two instants, the soonest first."""
    # A window on forty groups is one row, and no text of a version is read: every page
    # of the staff counts these.
    ends = (
        select(GroupEntry.manifest_sha256, GroupEntry.ends_at, GroupEntry.end_kind)
        .where(
            GroupEntry.removed_at.is_(None),
            GroupEntry.ends_at > from_at,
            GroupEntry.ends_at <= until_at,
        )
        .distinct()
        .subquery()
    )
    told = load_only(
        Draft.disclosure_id,
        Draft.title,
        Draft.unit_id,
        Draft.board,
        Draft.audience,
        Draft.attribute,
    )
    return (
        select(Draft, ends.c.ends_at, ends.c.end_kind)
        .join(ends, ends.c.manifest_sha256 == Draft.manifest_sha256)
        .where(Draft.state == DraftState.APPROVED)
        .order_by(ends.c.ends_at, Draft.id)
        .options(told)
    )
