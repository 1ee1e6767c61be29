"""Compute dates anew when the calendar has changed; every moved one gets a record.

It runs in the transaction of its cause, so that a calendar and what it moved come
together. The same calendar again moves nothing. Nothing is taken down.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.calendar import WorkingCalendar
from programme.canonical import canonical_bytes
from programme.mandate import Mandate
from programme.workdays import Workdays
from publishing.catalogue.issue_days import OF_ITS_PERIOD, counted_from
from publishing.county_days.moving import Dates, Hung, Matter, dates_of
from publishing.evidence.windows import end_of
from publishing.schedule.hanging import goes_on
from publishing.tables.calendar import CalendarChange, CalendarSnapshot, ChangeCause
from publishing.tables.catalogue import CatalogueDueRow
from publishing.tables.disclosures import Draft, DraftState, ManifestRow
from publishing.tables.schedule import GroupEntry

WAITING = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Be a calendar that holds from now on, and why."""

    calendar: WorkingCalendar
    cause: ChangeCause
    words: str
    """What changed, in words."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Be what dates are computed by, apart from the calendar."""

    mandates: Mapping[str, Preset]
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """Be one version with what it is computed from."""

    draft: str
    disclosure: str
    matter: Matter


def newest_calendar(session: Session) -> tuple[str, WorkingCalendar] | None:
    """Return the calendar that held last, by its digest; None before the first."""
    query = select(CalendarSnapshot).order_by(CalendarSnapshot.id.desc()).limit(1)
    row = session.scalars(query).first()
    return (row.sha256, WorkingCalendar.parse(row.body)) if row else None


def bring_in(session: Session, news: News, rules: Rules) -> int:
    """Let a calendar hold; return how many versions it moved.

    The first calendar of all moves nothing: there was none before it.
    """
    held = newest_calendar(session)
    if held is not None and held[0] == news.calendar.digest():
        return 0
    snapshot = _keep(session, news)
    if held is None:
        return 0
    before, after = (Workdays(one.whole()) for one in (held[1], news.calendar))
    # All is read before anything is written, so that no row is met twice.
    moved = list(_moved(session, rules, before=before, after=after, at=news.at))
    for version, old, new in moved:
        _move(session, version, old, new, at=news.at)
        _record(session, snapshot, version, old, new)
    snapshot.affected = len(moved)
    session.flush()
    return len(moved)


def _moved(
    session: Session, rules: Rules, *, before: Workdays, after: Workdays, at: datetime
) -> Iterator[tuple[_Version, Dates, Dates]]:
    """Yield the versions that another calendar moves, with old and new dates."""
    for versions in (_waiting(session, rules), _published(session, at)):
        for version in versions:
            old, new = dates_of(
                version.matter, before=before, after=after, zone=rules.zone
            )
            if old != new:
                yield version, old, new


def _keep(session: Session, news: News) -> CalendarSnapshot:
    snapshot = CalendarSnapshot(
        sha256=news.calendar.digest(),
        body=news.calendar.canonical(),
        cause=news.cause,
        words=news.words,
        since=news.at,
        affected=0,
    )
    session.add(snapshot)
    session.flush()
    return snapshot


def _waiting(session: Session, rules: Rules) -> Iterator[_Version]:
    """Yield the versions that are on their way, by the rule that they would get."""
    query = (
        select(
            Draft.id,
            Draft.disclosure_id,
            Draft.settled_on,
            Draft.mandate_name,
            Draft.kind_of_act,
            CatalogueDueRow.period_ends_on,
        )
        .outerjoin(CatalogueDueRow, OF_ITS_PERIOD)
        .where(Draft.state.in_(WAITING))
        .order_by(Draft.id)
    )
    for draft, disclosure, settled_on, name, kind, ends_on in session.execute(query):
        preset = rules.mandates.get(name)
        if preset is not None:
            start = counted_from(settled_on, ends_on)
            matter = Matter(mandate=preset.rule_for(kind), counted_from=start)
            yield _Version(draft=draft, disclosure=disclosure, matter=matter)


def _published(session: Session, now: datetime) -> Iterator[_Version]:
    """Yield what hangs now or later, by the rule that was signed."""
    query = (
        select(
            Draft.id,
            Draft.disclosure_id,
            Draft.settled_on,
            CatalogueDueRow.period_ends_on,
            ManifestRow.body,
            GroupEntry,
        )
        .join(ManifestRow, ManifestRow.sha256 == Draft.manifest_sha256)
        .join(GroupEntry, GroupEntry.manifest_sha256 == Draft.manifest_sha256)
        .outerjoin(CatalogueDueRow, OF_ITS_PERIOD)
        .where(Draft.state == DraftState.APPROVED, goes_on(now))
        .order_by(Draft.id, GroupEntry.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    found: _Version | None = None
    rows = session.execute(query)
    for draft, disclosure, settled_on, ends_on, body, entry in rows:
        if found is not None and found.draft != draft:
            yield found
            found = None
        if found is None:
            start = counted_from(settled_on, ends_on)
            found = _version(draft, disclosure, start, body)
        found = _with(found, _hung(entry, body))
    if found is not None:
        yield found


def _version(draft: str, disclosure: str, start: date, body: bytes) -> _Version:
    matter = Matter(mandate=_signed(body)[0], counted_from=start)
    return _Version(draft=draft, disclosure=disclosure, matter=matter)


def _with(version: _Version, hung: Hung) -> _Version:
    matter = replace(version.matter, hung=(*version.matter.hung, hung))
    return replace(version, matter=matter)


def _hung(entry: GroupEntry, body: bytes) -> Hung:
    mandate, promised_end_at = _signed(body)
    return Hung(
        group=entry.group_id,
        mandate=mandate,
        starts_at=entry.starts_at,
        end=end_of(entry.end_kind, entry.ends_at),
        promised_end_at=promised_end_at,
    )


def _signed(body: bytes) -> tuple[Mandate, datetime | None]:
    """Return rule and promised end of a manifest, without its hundreds of pages."""
    manifest = json.loads(body)
    promised = manifest["promised_end_at"]
    return (
        _mandate(canonical_bytes(manifest["mandate"])),
        datetime.fromisoformat(promised) if promised else None,
    )


@lru_cache(maxsize=512)
def _mandate(data: bytes) -> Mandate:
    """Return a rule; thousands of manifests carry the same few."""
    return Mandate.parse(data)


def _move(
    session: Session, version: _Version, old: Dates, new: Dates, *, at: datetime
) -> None:
    """Write the ends that have moved into the windows."""
    ends = {
        window.group: window
        for window, was in zip(new.windows, old.windows, strict=True)
        if (window.end_kind, window.ends_at) != (was.end_kind, was.ends_at)
    }
    for entry in _entries(session, version.disclosure, ends, at):
        window = ends[entry.group_id]
        entry.end_kind, entry.ends_at = window.end_kind, window.ends_at


def _entries(
    session: Session, disclosure: str, groups: Iterable[str], now: datetime
) -> Iterable[GroupEntry]:
    query = select(GroupEntry).where(
        GroupEntry.disclosure_id == disclosure,
        GroupEntry.group_id.in_(tuple(groups)),
        goes_on(now),
    )
    return session.scalars(query).all()


def _record(
    session: Session,
    snapshot: CalendarSnapshot,
    version: _Version,
    old: Dates,
    new: Dates,
) -> None:
    change = CalendarChange(
        snapshot_id=snapshot.id,
        disclosure_id=version.disclosure,
        draft_id=version.draft,
        before=old.model_dump(mode="json"),
        after=new.model_dump(mode="json"),
        changed_at=snapshot.since,
    )
    session.add(change)
