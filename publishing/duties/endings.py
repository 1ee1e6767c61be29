"""Yield the windows that are about to end; lengthen none."""

from collections.abc import Iterable
from datetime import timedelta, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from publishing.duties.duty import Due, Duty, DutyKind
from publishing.duties.roster import Roster
from publishing.duties.source import Reach, is_for_everyone
from publishing.staff.offices import Person, units_where
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.people import Office
from publishing.tables.schedule import EndKind, GroupEntry

_MOMENT = timedelta(seconds=1)


class Endings:
    """Read the ends of windows; what hangs on several groups is told once."""

    def __init__(self, *, zone: tzinfo) -> None:
        self._zone = zone

    def for_person(
        self, session: Session, person: Person, reach: Reach
    ) -> Iterable[Duty]:
        """Yield every window of the person's units that ends within the reach."""
        units, roster = (
            units_where(session, person, *Office),
            Roster(session, person, at=reach.at),
        )
        query = (
            select(Draft, GroupEntry.ends_at, GroupEntry.end_kind)
            .join(GroupEntry, GroupEntry.manifest_sha256 == Draft.manifest_sha256)
            .where(
                Draft.unit_id.in_(units),
                Draft.state == DraftState.APPROVED,
                GroupEntry.removed_at.is_(None),
                GroupEntry.ends_at > reach.at,
            )
            .order_by(GroupEntry.ends_at)
        )
        for row, ends_at, end_kind in session.execute(query):
            if ends_at is None:  # pragma: no cover - the query asks for ends
                continue
            last_on = (ends_at - _MOMENT).astimezone(self._zone).date()
            if last_on > reach.until_on:
                break
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
