"""Compute dates anew when the calendar has changed; every moved one gets a record.

It runs in the transaction of its cause, so that a calendar and what it moved come
together. The same calendar again moves nothing. Nothing is taken down.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from config.mandates import Preset
from programme.calendar import WorkingCalendar
from programme.canonical import canonical_bytes
from programme.mandate import Mandate
from programme.workdays import Workdays
from publishing.catalogue.issue_days import OF_ITS_PERIOD, counted_from
from publishing.county_days.moving import Counting, Dates, Hung, Matter, dates_of
from publishing.evidence.windows import end_of
from publishing.log.noting import note_windows
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """Be one version with its dates before and after."""

    version: _Version
    before: Dates
    after: Dates


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
    before, after = (
        Counting(Workdays(one.whole()), rules.zone) for one in (held[1], news.calendar)
    )
    # All is read before anything is written, so that no row is met twice.
    moved = list(_moved(session, rules, before=before, after=after, at=news.at))
    if moved:
        _move(session, moved)
        session.execute(
            insert(CalendarChange), [_record(snapshot, one) for one in moved]
        )
    snapshot.affected = len(moved)
    session.flush()
    return len(moved)


def _moved(
    session: Session, rules: Rules, *, before: Counting, after: Counting, at: datetime
) -> Iterator[_Moved]:
    """Yield the versions that another calendar moves, with old and new dates."""
    for versions in (_waiting(session, rules), _published(session, at)):
        for version in versions:
            old, new = dates_of(version.matter, before=before, after=after)
            if old != new:
                yield _Moved(version=version, before=old, after=new)


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
            GroupEntry.id,
            GroupEntry.group_id,
            GroupEntry.starts_at,
            GroupEntry.end_kind,
            GroupEntry.ends_at,
        )
        .join(ManifestRow, ManifestRow.sha256 == Draft.manifest_sha256)
        .join(GroupEntry, GroupEntry.manifest_sha256 == Draft.manifest_sha256)
        .outerjoin(CatalogueDueRow, OF_ITS_PERIOD)
        .where(Draft.state == DraftState.APPROVED, goes_on(now))
        .order_by(Draft.id, GroupEntry.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    for _, group in groupby(session.execute(query), key=itemgetter(0)):
        yield _version(tuple(group))


def _version(rows: Sequence[Any]) -> _Version:
    """Return a version out of its windows' rows."""
    draft, disclosure, settled_on, ends_on, body = rows[0][:5]
    manifest = json.loads(body)
    mandate = _mandate(canonical_bytes(manifest["mandate"]))
    promised, since = manifest["promised_end_at"], manifest.get("hung_since")
    hung = tuple(
        Hung(
            entry=entry,
            group=group,
            mandate=mandate,
            starts_at=starts_at,
            end=end_of(end_kind, ends_at),
            promised_end_at=datetime.fromisoformat(promised) if promised else None,
            hung_since=date.fromisoformat(since) if since else None,
            weekdays=tuple(manifest["weekdays"]),
        )
        for *_, entry, group, starts_at, end_kind, ends_at in rows
    )
    start = counted_from(settled_on, ends_on)
    return _Version(
        draft=draft,
        disclosure=disclosure,
        matter=Matter(mandate=mandate, counted_from=start, hung=hung),
    )


@lru_cache(maxsize=512)
def _mandate(data: bytes) -> Mandate:
    """Return a rule; thousands of manifests carry the same few."""
    return Mandate.parse(data)


def _move(session: Session, moved: Iterable[_Moved]) -> None:
    """Write the ends that have moved into the windows."""
    ends: list[dict[str, Any]] = [
        {"id": hung.entry, "end_kind": now.end_kind, "ends_at": now.ends_at}
        for one in moved
        for hung, was, now in zip(
            one.version.matter.hung, one.before.windows, one.after.windows, strict=True
        )
        if (now.end_kind, now.ends_at) != (was.end_kind, was.ends_at)
    ]
    if ends:
        moved_entries = [int(one["id"]) for one in ends]
        session.execute(update(GroupEntry), ends)
        note_windows(session, moved_entries)


def _record(snapshot: CalendarSnapshot, moved: _Moved) -> dict[str, Any]:
    return {
        "snapshot_id": snapshot.id,
        "disclosure_id": moved.version.disclosure,
        "draft_id": moved.version.draft,
        "before": moved.before.model_dump(mode="json"),
        "after": moved.after.model_dump(mode="json"),
        "changed_at": snapshot.since,
    }
