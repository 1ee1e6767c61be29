"""Give what hangs a later end by hand; nothing is signed anew, and no start moves.

A window may end later than was promised (REQ-33), and go back as far as the promise.
Before that only a withdrawal takes it down. The reason is kept with the act.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from programme.document import Document, Identifier
from programme.manifest import Manifest
from programme.window import FixedEnd, ProvisionalEnd
from publishing.calendar.current import Calendars
from publishing.desk.deciding import checked_reason
from publishing.desk.rows import journal
from publishing.desk.rules import check_edition
from publishing.desk.views import manifest_of
from publishing.errors import NotThere, Refused, StateForbids
from publishing.evidence.cures import promised_by_cures
from publishing.evidence.windows import end_of
from publishing.releases_due import ask_for_groups
from publishing.schedule.limits import Hung, moved_end
from publishing.staff.acting import Acting, touch
from publishing.staff.offices import Person, must_hold
from publishing.tables.disclosures import Draft, DraftState
from publishing.tables.lengthenings import LengtheningRow
from publishing.tables.people import Office
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry


class LaterEnd(Document):
    """Be the last day that a disclosure is to hang on some of its groups."""

    last_on: date
    groups: Annotated[tuple[Identifier, ...], Field(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengthened:
    """Be what was done: the version's edition since, and where an end moved."""

    disclosure: str
    edition: int
    groups: tuple[str, ...]


class Lengthening:
    """Move the ends of what hangs."""

    def __init__(self, *, acting: Acting, calendars: Calendars) -> None:
        self._acting = acting
        self._calendars = calendars

    def lengthen(
        self,
        actor: str,
        disclosure: str,
        wanted: LaterEnd,
        *,
        reason: str,
        edition: int,
    ) -> Lengthened:
        """Give a published disclosure another last day on some of its groups.

        Raises:
            NotAllowed: Not the publishing office of the unit.
            ContentChanged: Somebody acted since the page was read (F34).
            StateForbids: Nothing of it is published.
            WindowStands: The window has no end, or is over.
            WindowImpossible: Its end may not lie there; the reason says why.
            Refused: No reason was given, or nothing would change.
        """
        told = checked_reason(reason)
        now = self._acting.clock.now()

        def do(session: Session, person: Person) -> Lengthened:
            row = published_version(session, disclosure)
            must_hold(
                session, person, row.unit_id, Office.PUBLISHER, what="改展示的结束"
            )
            check_edition(seen=edition, now=row.edition)
            entries = self._move(session, row, wanted, now)
            row.edition, row.changed_at = row.edition + 1, now
            _keep(session, person, row, entries, reason=told, now=now)
            groups = frozenset(entry.group_id for entry, _ in entries)
            ask_for_groups(session, sorted(groups), now)
            touch(session, groups)
            return Lengthened(
                disclosure=disclosure, edition=row.edition, groups=tuple(sorted(groups))
            )

        return self._acting.act(actor, "window.lengthen", do)

    def _move(
        self, session: Session, row: Draft, wanted: LaterEnd, now: datetime
    ) -> Sequence[tuple[GroupEntry, datetime]]:
        """Move the ends and return the entries that changed, with the ends before.

        Raises:
            NotThere: It does not hang on one of the groups.
            WindowStands: A window has no end, or is over.
            WindowImpossible: An end may not lie there.
            Refused: Nothing would change.
        """
        manifest = manifest_of(session, row.manifest_sha256)
        if manifest is None:
            raise NotThere("签发单")
        moved = []
        for entry in hanging_on(session, row, wanted.groups):
            zone = ZoneInfo(session.get_one(DisplayGroup, entry.group_id).time_zone)
            hung = Hung(
                starts_at=entry.starts_at,
                end=end_of(entry.end_kind, entry.ends_at),
                mandate=manifest.mandate,
                promised_end_at=_promised(session, row, manifest),
                hung_since=manifest.hung_since,
                weekdays=manifest.weekdays,
            )
            end = moved_end(
                hung,
                wanted.last_on,
                now=now,
                workdays=self._calendars.workdays,
                zone=zone,
            )
            if entry.ends_at is not None and entry.ends_at != end.at:
                moved.append((entry, entry.ends_at))
                entry.ends_at, entry.end_kind = end.at, _kind(end)
        if not moved:
            message = "结束的日期没有变。请先选一个新的日期。"
            raise Refused(message, code="nothing_changed")
        return moved


def published_version(session: Session, disclosure: str) -> Draft:
    """Return the version of a disclosure that is published.

    Raises:
        StateForbids: Nothing of it is published.
    """
    query = select(Draft).where(
        Draft.disclosure_id == disclosure, Draft.state == DraftState.APPROVED
    )
    row = session.scalars(query).first()
    if row is None:
        raise StateForbids("改展示的结束", state="没有在展示")
    return row


def hanging_on(
    session: Session, row: Draft, groups: tuple[str, ...]
) -> tuple[GroupEntry, ...]:
    """Return where a version hangs, of these groups, in their order.

    Raises:
        NotThere: It does not hang on one of them.
        Refused: No group was chosen.
    """
    if not groups:
        message = "还没有选显示分组。请选要改的分组。"
        raise Refused(message, code="no_group")
    query = select(GroupEntry).where(
        GroupEntry.disclosure_id == row.disclosure_id,
        GroupEntry.manifest_sha256 == row.manifest_sha256,
        GroupEntry.removed_at.is_(None),
    )
    found = {entry.group_id: entry for entry in session.scalars(query)}
    if not found.keys() >= set(groups):
        raise NotThere("它在这个分组上的展示")
    return tuple(found[group] for group in dict.fromkeys(groups))


def _promised(session: Session, row: Draft, manifest: Manifest) -> datetime | None:
    """Return the end that was signed, or the later one that a cure has promised."""
    if manifest.promised_end_at is None or row.manifest_sha256 is None:
        return manifest.promised_end_at
    cured = promised_by_cures(session, row.manifest_sha256)
    return max(manifest.promised_end_at, cured or manifest.promised_end_at)


def _kind(end: FixedEnd | ProvisionalEnd) -> EndKind:
    return EndKind.FIXED if isinstance(end, FixedEnd) else EndKind.PROVISIONAL


def _keep(
    session: Session,
    person: Person,
    row: Draft,
    moved: Sequence[tuple[GroupEntry, datetime]],
    *,
    reason: str,
    now: datetime,
) -> None:
    """Keep who moved which ends and why, in a row and in the journal."""
    before = max(ended_at for _, ended_at in moved)
    after = max(entry.ends_at for entry, _ in moved if entry.ends_at is not None)
    groups = sorted(entry.group_id for entry, _ in moved)
    session.add(
        LengtheningRow(
            disclosure_id=row.disclosure_id,
            manifest_sha256=row.manifest_sha256,
            groups=groups,
            ended_at=before,
            ends_at=after,
            reason=reason,
            staff_id=person.id,
            moved_at=now,
        )
    )
    details = {
        "ended_at": before.isoformat(),
        "ends_at": after.isoformat(),
        "groups": groups,
        "reason": reason,
    }
    journal(session, person, "window.lengthened", row, now=now, details=details)
