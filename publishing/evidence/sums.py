"""Add records to the sums a day; what a sum is, is decided in `programme.coverage`.

What is behind the reach of a chain is folded again with what is new, and only the
difference is added: so any split into batches comes to the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from programme.clock_doubt import Heard, interval_in_time
from programme.coverage import Folded, Folding, Key, Reach, Tally, Version
from programme.hours import DayHours
from programme.layout import Panel
from programme.manifest import Manifest
from programme.open_times import DisplayHours, Parts, Silence
from programme.playlist import turns_of
from programme.records import PlayRecord
from programme.workdays import Workdays
from publishing.evidence.batches import heard_behind, instants_of
from publishing.evidence.seen import Seen, seen_listed, seen_painted
from publishing.screen_orders.spans import ordered_stops, silenced
from publishing.tables.coverage import ContestedDay, EvidenceReach
from publishing.tables.disclosures import ManifestRow
from publishing.tables.evidence import ListedDay, PaintedDay
from publishing.tables.fleet import Device
from publishing.tables.schedule import DisplayGroup

_HOURS = TypeAdapter(tuple[DayHours, ...])
_MOST_DAYS = 60
"""A batch that speaks of more days than that is looked up for its newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Be what is new of one writer's chain."""

    device: Device
    writer: str
    fresh: Sequence[Heard]
    workdays: Workdays
    at: datetime


def add_up(session: Session, came: Came) -> frozenset[tuple[str, date]]:
    """Add what is new to the sums; return which days of which disclosures changed."""
    if not came.fresh:
        return frozenset()
    row = session.get(EvidenceReach, (came.device.id, came.writer))
    first = came.fresh[0].number
    # A chain from before sums were kept so is taken as folded up to what is new.
    reach = (
        Reach(number=row.number, sure_to_ms=row.sure_to_ms)
        if row
        else Reach(number=first - 1, sure_to_ms=None)
    )
    stored = heard_behind(
        session, came.device.id, came.writer, behind=reach.number, before=first
    )
    before = list(stored)
    heard = [*before, *came.fresh]
    folding = _folding(session, came, heard)
    news = folding.fold_chain(heard, reach)
    _keep_reach(session, came, row, news.reach)
    if before:
        news.add(folding.fold_chain(before, reach), -1)
    return _add(session, came, news)


def _folding(session: Session, came: Came, heard: Sequence[Heard]) -> Folding:
    group = session.get_one(DisplayGroup, came.device.group_id)
    hours = DisplayHours(
        service_hours=_HOURS.validate_python(group.service_hours),
        zone=ZoneInfo(group.time_zone),
        workdays=came.workdays,
        silences=_silences(session, group, heard),
    )
    panel = Panel.model_validate(group.panel)
    named = {one.record.manifest for one in heard if isinstance(one.record, PlayRecord)}
    bodies = {name: session.get(ManifestRow, name) for name in sorted(named)}
    versions = {
        name: version_of(row.body, panel) for name, row in bodies.items() if row
    }
    return Folding(hours, versions)


def _silences(
    session: Session, group: DisplayGroup, heard: Sequence[Heard]
) -> tuple[Silence, ...]:
    """Return when emergency notices and ordered stops held on the days told of."""
    zone = ZoneInfo(group.time_zone)
    days = {
        at.astimezone(zone).date() for one in heard for at in instants_of(one.record)
    }
    return tuple(
        Silence(from_at=span.from_at, to_at=span.to_at)
        for day in sorted(days)[-_MOST_DAYS:]
        for spans in (silenced, ordered_stops)
        for span in spans(session, group.id, day)
    )


@lru_cache(maxsize=1024)
def version_of(body: bytes, panel: Panel) -> Version:
    """Return what the fold must know of a manifest for a panel."""
    manifest = Manifest.parse(body)
    parts = Parts(weekdays=manifest.weekdays, dayparts=manifest.dayparts)
    return Version(turns=turns_of(manifest.pages_for(panel)), parts=parts)


def _keep_reach(
    session: Session, came: Came, row: EvidenceReach | None, reach: Reach
) -> None:
    if row is None:
        row = EvidenceReach(device_id=came.device.id, writer=came.writer)
        session.add(row)
    row.number, row.sure_to_ms = reach.number, reach.sure_to_ms


def _add(session: Session, came: Came, news: Folded) -> frozenset[tuple[str, date]]:
    """Add to the rows of the days that are meant."""
    zone = ZoneInfo(session.get_one(DisplayGroup, came.device.group_id).time_zone)
    records = [one.record for one in came.fresh if interval_in_time(one)]
    painted, listed = seen_painted(records, zone), seen_listed(records, zone)
    for key in sorted({*painted, *_told(news.painted)}, key=repr):
        seen = painted.get(key) or _unseen(came, key)
        _add_painted(session, came.device, key, news.painted.get(key, Tally()), seen)
    for key in sorted({*listed, *_told(news.listed)}, key=repr):
        seen = listed.get(key) or _unseen(came, key)
        row = _listed_row(session, came.device, key, seen.last_at)
        tally = news.listed.get(key, Tally())
        row.milliseconds += tally.milliseconds
        row.uncertain_milliseconds += tally.uncertain_milliseconds
    _contest(session, came.device, news)
    changed = {*_told(news.painted), *_told(news.listed)}
    days = {key.day for key in changed} | set(news.contested)
    return frozenset((key.disclosure, day) for key in changed for day in days)


def _told(sums: Mapping[Key, Tally]) -> list[Key]:
    return [key for key, tally in sums.items() if not tally.empty]


def _unseen(came: Came, key: Key) -> Seen:
    """Return what is said of a day that other records alone put there."""
    seen = Seen(first_at=came.at, last_at=came.at)
    for one in came.fresh:
        if isinstance(one.record, PlayRecord) and one.record.manifest == key.manifest:
            seen.last_page = one.record.page_number
            seen.last_page_sha256 = one.record.page
    return seen


def _add_painted(
    session: Session, device: Device, key: Key, tally: Tally, seen: Seen
) -> None:
    place = (key.disclosure, key.manifest, device.id, key.day)
    row = session.get(PaintedDay, place)
    if row is None:
        row = _empty(device, key, seen.first_at)
        session.add(row)
    row.milliseconds += tally.milliseconds
    row.exposures += tally.exposures
    row.uncertain_milliseconds += tally.uncertain_milliseconds
    row.uncertain_exposures += tally.uncertain_exposures
    row.first_at = min(row.first_at, seen.first_at)
    if seen.last_at >= row.last_at:
        row.last_at = seen.last_at
        row.last_page = seen.last_page
        row.last_page_sha256 = seen.last_page_sha256


def _empty(device: Device, key: Key, first_at: datetime) -> PaintedDay:
    return PaintedDay(
        disclosure_id=key.disclosure,
        manifest_sha256=key.manifest,
        device_id=device.id,
        day=key.day,
        group_id=device.group_id,
        milliseconds=0,
        exposures=0,
        uncertain_milliseconds=0,
        uncertain_exposures=0,
        pages={},
        first_at=first_at,
        last_at=first_at,
        last_page=0,
        last_page_sha256="",
    )


def _listed_row(
    session: Session, device: Device, key: Key, last_at: datetime
) -> ListedDay:
    row = session.get(ListedDay, (key.disclosure, device.id, key.day))
    if row is None:
        row = ListedDay(
            disclosure_id=key.disclosure,
            device_id=device.id,
            day=key.day,
            group_id=device.group_id,
            milliseconds=0,
            uncertain_milliseconds=0,
            last_at=last_at,
        )
        session.add(row)
    elif last_at > row.last_at:
        row.last_at = last_at
    return row


def _contest(session: Session, device: Device, news: Folded) -> None:
    for day, times in news.contested.items():
        row = session.get(ContestedDay, (device.id, day))
        if row is None:
            row = ContestedDay(device_id=device.id, day=day, times=0)
            session.add(row)
        row.times += times
