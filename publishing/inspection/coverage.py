"""Say of one disclosure which carriers carried it, and by what each day counts.

It changes nothing (REQ-35, REQ-70).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.carriers import Carrier
from programme.days_due import Hung
from programme.manifest import Manifest
from programme.window import FixedEnd
from programme.workdays import Workdays
from publishing.calendar.current import Calendars
from publishing.carriers.counting import carried_by
from publishing.carriers.presences import Presence, standing
from publishing.carriers.reading import presences_of, primary_carriers
from publishing.errors import NotThere
from publishing.evidence.claims import Carried, CountedDay, claimed_days
from publishing.evidence.declined import DeclinedView, declined_of
from publishing.evidence.displays import counted_days
from publishing.evidence.windows import window_of
from publishing.staff.acting import Acting
from publishing.staff.offices import Person, holds
from publishing.tables.disclosures import Disclosure, ManifestRow
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup, GroupEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDays:
    """Be the working days of one window on one display group."""

    group: str
    group_name: str
    days: tuple[CountedDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Be what carried a disclosure, and by what each working day counts."""

    disclosure: str
    presences: tuple[Presence, ...]
    """Records that hold, oldest first."""
    earlier: tuple[Presence, ...]
    """Records that were corrected or struck; nothing is lost."""
    primary: frozenset[Carrier]
    """Of which a record makes a day count."""
    groups: tuple[GroupDays, ...]
    declined: tuple[DeclinedView, ...] = ()
    """Decisions that short days are not made up for, oldest first."""


class Coverages:
    """Answer by what the days of a disclosure count."""

    def __init__(
        self, *, acting: Acting, calendars: Calendars, presence_counts: bool
    ) -> None:
        self._acting = acting
        self._calendars = calendars
        self._presence_counts = presence_counts

    def of(self, actor: str, disclosure: str) -> Coverage:
        """Return the coverage of one disclosure.

        Raises:
            NotThere: No such disclosure, or not for this person.
        """
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Coverage:
            row = session.get(Disclosure, disclosure)
            if row is None or not holds(session, person, row.unit_id, *Office):
                raise NotThere("这件公开事项")
            return self._coverage(session, disclosure, now)

        return self._acting.look(actor, "presence.coverage", do)

    def _coverage(self, session: Session, disclosure: str, now: datetime) -> Coverage:
        known = presences_of(session, [disclosure]).get(disclosure, ())
        holding = standing(known)
        counts = self._presence_counts
        carried = carried_by(session, [disclosure], presence_counts=counts)
        primary = primary_carriers(session, (disclosure,))[disclosure]
        return Coverage(
            disclosure=disclosure,
            presences=holding,
            earlier=tuple(one for one in known if one not in holding),
            primary=primary if counts else frozenset(),
            declined=declined_of(session, (disclosure,)).get(disclosure, ()),
            groups=tuple(
                _groups(
                    session,
                    disclosure,
                    carried=carried[disclosure],
                    workdays=self._calendars.workdays,
                    now=now,
                )
            ),
        )


def _groups(
    session: Session,
    disclosure: str,
    *,
    carried: Carried,
    workdays: Workdays,
    now: datetime,
) -> Iterator[GroupDays]:
    query = (
        select(GroupEntry, DisplayGroup, ManifestRow.body)
        .join(DisplayGroup, DisplayGroup.id == GroupEntry.group_id)
        .join(ManifestRow, ManifestRow.sha256 == GroupEntry.manifest_sha256)
        .where(GroupEntry.disclosure_id == disclosure)
        .order_by(GroupEntry.starts_at, GroupEntry.group_id)
    )
    for entry, group, body in session.execute(query):
        zone = ZoneInfo(group.time_zone)
        least = group.least_exposures_per_day
        shown = counted_days(session, group.id, least=least, disclosures=(disclosure,))
        yield GroupDays(
            group=group.id,
            group_name=group.name,
            days=claimed_days(
                _hung(entry, Manifest.parse(body)),
                shown_on=shown.get(disclosure, frozenset()),
                carried=carried,
                today=now.astimezone(zone).date(),
                workdays=workdays,
                zone=zone,
            ),
        )


def _hung(entry: GroupEntry, manifest: Manifest) -> Hung:
    """Return an entry as it hung; what was taken off ended then."""
    window = window_of(entry)
    if entry.removed_at is not None and entry.removed_at > window.starts_at:
        window = window.model_copy(update={"end": FixedEnd(at=entry.removed_at)})
    return Hung(disclosure=entry.disclosure_id, window=window, mandate=manifest.mandate)
