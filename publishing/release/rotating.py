"""Say in a programme what its loops need: until when items are owed, and what is past.

It reads the tables and decides by `publishing.schedule.owing`; it makes no loop.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from programme.boards import DisplayKind
from programme.manifest import Manifest
from programme.programme import Past
from programme.service_day import Served
from programme.window import FixedEnd, Window
from programme.workdays import Workdays
from publishing.evidence.windows import window_of
from publishing.release.compiler import Candidate, GroupFacts
from publishing.schedule.owing import Owing, owed_until
from publishing.tables.coverage import SettledDay
from publishing.tables.disclosures import ManifestRow
from publishing.tables.schedule import EndKind, GroupEntry

_PAST = timedelta(hours=36)
"""The turns of a day are taken from its beginning, at most a day ago."""


def fell_short(session: Session, disclosures: frozenset[str]) -> frozenset[str]:
    """Return those of which the displays did not serve a whole day."""
    query = select(SettledDay.disclosure_id).where(SettledDay.served < Served.YES)
    return disclosures & frozenset(session.scalars(query.distinct()))


def owed_by(
    candidate: Candidate, *, short: bool, workdays: Workdays, facts: GroupFacts
) -> Candidate:
    """Return an entry that says until when it is owed (REQ-33)."""
    entry, manifest = candidate.entry, candidate.manifest
    until = owed_until(
        _owing(manifest, entry.window, short=short), workdays, ZoneInfo(facts.time_zone)
    )
    if until is None:
        return candidate
    return replace(candidate, entry=entry.model_copy(update={"owed_until": until}))


def past_of(
    session: Session, facts: GroupFacts, now: datetime, workdays: Workdays
) -> Iterator[Past]:
    """Yield what ended on a screen or was taken out not long ago, as it hung.

    A kiosk has no loop that would have to go on behind it.
    """
    if facts.display_kind is DisplayKind.KIOSK:
        return
    since = now - _PAST
    removed = and_(GroupEntry.removed_at > since, GroupEntry.removed_at <= now)
    ended = and_(
        GroupEntry.removed_at.is_(None),
        GroupEntry.end_kind == EndKind.FIXED,
        GroupEntry.ends_at > since,
        GroupEntry.ends_at <= now,
    )
    query = select(GroupEntry).where(
        GroupEntry.group_id == facts.id, or_(removed, ended)
    )
    for entry in session.scalars(query.order_by(GroupEntry.id)):
        body = session.get_one(ManifestRow, entry.manifest_sha256).body
        past = _past(entry, Manifest.parse(body), facts, workdays)
        if past is not None:
            yield past


def _past(
    entry: GroupEntry, manifest: Manifest, facts: GroupFacts, workdays: Workdays
) -> Past | None:
    window, end = window_of(entry), window_of(entry).end
    ends = [entry.removed_at, end.at if isinstance(end, FixedEnd) else None]
    ends_at = min(at for at in ends if at is not None)
    dwells = tuple(page.dwell_s for page in manifest.pages_for(facts.panel))
    if ends_at <= window.starts_at or not dwells:
        return None
    owing = _owing(manifest, window, short=False)
    return Past(
        disclosure=entry.disclosure_id,
        published_at=entry.published_at,
        window=window.model_copy(update={"end": FixedEnd(at=ends_at)}),
        owed_until=owed_until(owing, workdays, ZoneInfo(facts.time_zone)),
        dwells=dwells,
        promotional=manifest.mandate.promotional,
    )


def _owing(manifest: Manifest, window: Window, *, short: bool) -> Owing:
    return Owing(
        mandate=manifest.mandate,
        kind_of_act=manifest.kind_of_act,
        starts_at=window.starts_at,
        end=window.end,
        hung_since=manifest.hung_since,
        weekdays=manifest.weekdays,
        fell_short=short,
    )
