"""Find what hangs on groups now or later, and what would fall off; write nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from programme.boards import Audience, DisplayKind
from programme.hours import DayHours
from programme.layout import Panel
from programme.manifest import Manifest
from publishing.schedule.seeing import is_ever_seen
from publishing.tables.disclosures import ManifestRow
from publishing.tables.schedule import EndKind, GroupEntry


def goes_on(now: datetime) -> ColumnElement[bool]:
    """Return the condition under which an entry is shown now or later."""
    return and_(
        GroupEntry.removed_at.is_(None),
        or_(
            GroupEntry.ends_at.is_(None),
            GroupEntry.end_kind != EndKind.FIXED,
            GroupEntry.ends_at > now,
        ),
    )


def ended_lately(now: datetime) -> ColumnElement[bool]:
    """Return the condition under which an entry has ended and may be past still.

    For how long each is past is asked of its own days (`is_still_past`).
    """
    return and_(
        GroupEntry.removed_at.is_(None),
        GroupEntry.end_kind == EndKind.FIXED,
        GroupEntry.ends_at <= now,
        GroupEntry.past_days > 0,
    )


def is_still_past(ends_at: datetime | None, past_days: int, now: datetime) -> bool:
    """Say whether what ended may still be looked up at kiosks."""
    return ends_at is not None and ends_at + timedelta(days=past_days) > now


def entries_of(
    session: Session, disclosure: str, now: datetime
) -> Sequence[GroupEntry]:
    """Return where a disclosure hangs now or later."""
    query = select(GroupEntry).where(
        GroupEntry.disclosure_id == disclosure, goes_on(now)
    )
    return tuple(session.scalars(query))


def misfits(
    session: Session,
    group: str,
    *,
    audience: Audience,
    panel: Panel | None,
    hours: tuple[DayHours, ...] | None,
    now: datetime,
) -> tuple[str, ...]:
    """Return the titles of what hangs on a group and would not, were it changed.

    Args:
        session: Reads the tables.
        group: The group that would be changed.
        audience: Its audience then.
        panel: Its panel then, where pages must have been set for it.
        hours: Its service hours then, where they change.
        now: The instant from which on things count.
    """
    query = (
        select(ManifestRow.body)
        .join(GroupEntry, GroupEntry.manifest_sha256 == ManifestRow.sha256)
        .where(GroupEntry.group_id == group, goes_on(now))
        .order_by(GroupEntry.published_at, GroupEntry.disclosure_id)
    )
    manifests = map(Manifest.parse, session.scalars(query))
    return tuple(
        manifest.title
        for manifest in manifests
        if manifest.audience is not audience
        or (panel is not None and not manifest.pages_for(panel))
        or not (
            hours is None or is_ever_seen(hours, manifest.weekdays, manifest.dayparts)
        )
    )


def panel_needed(kind: DisplayKind, panel: Panel) -> Panel | None:
    """Return the panel for which pages must be there; a kiosk needs none."""
    return panel if kind is DisplayKind.SCREEN else None
