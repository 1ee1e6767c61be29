"""Make a display group's programme out of facts; pure: it reads and signs nothing.

It refuses an entry that the group must not get (REQ-20): the desk has checked the same
before, and the device checks it again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from programme.alert_sound import AlertSound
from programme.approval import People
from programme.blocks import AssetRef
from programme.boards import Audience, DisplayKind
from programme.calendar import LATEST_ON, WorkingCalendar
from programme.calendar_slice import CalendarSlice
from programme.canonical import sha256_hex
from programme.errors import SignatureRefused
from programme.fulfilment import check_fulfilled
from programme.hours import DayHours
from programme.layout import Panel
from programme.manifest import Manifest
from programme.merged_boards import MergedBoard
from programme.override_verdict import NO_ORDERS, Orders
from programme.power import PowerSchedule
from programme.programme import (
    MOST_MINUTES_BETWEEN,
    Entry,
    Hall,
    Past,
    Programme,
    SignedWithdrawal,
)
from programme.verdict import check_chain
from programme.window import FixedEnd, end_at
from publishing.release.errors import EntryRefused
from publishing.release.sharding import Placed, shards_of

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS_AHEAD = 3
_LAST_YEAR = LATEST_ON.year


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """Be what is known of a display group, apart from its entries."""

    id: str
    name: str
    display_kind: DisplayKind
    unit: str
    unit_name: str
    audience: Audience
    time_zone: str
    panel: Panel
    service_hours: tuple[DayHours, ...]
    least_exposures_per_day: int
    hall: Hall
    merged_boards: tuple[MergedBoard, ...] = ()
    """Of every unit that merged boards (REQ-17)."""
    most_minutes_between: int = MOST_MINUTES_BETWEEN
    power: PowerSchedule | None = None
    alert_sound: AlertSound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Be an entry with the manifest that it names."""

    entry: Entry
    manifest: Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Be an entry that was checked: its bytes and the files it needs."""

    placed: Placed
    manifest: AssetRef
    assets: tuple[AssetRef, ...]
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """Be a programme without version and instant, and the shards that it names."""

    content: Programme
    """Version 1, undated: the same content again has the same bytes."""
    shards: tuple[bytes, ...]


def prepare(candidate: Candidate, facts: GroupFacts, people: People) -> Prepared:
    """Check an entry for a group and return its bytes.

    Raises:
        EntryRefused: The group must not get it.
    """
    entry, manifest = candidate.entry, candidate.manifest
    try:
        sha256, unit = entry.manifest.sha256, manifest.unit
        check_chain(sha256, entry.approvals, people, unit=unit)
        check_fulfilled(manifest.chain, entry.approvals)
    except SignatureRefused as error:
        raise EntryRefused(entry.disclosure, error.reason) from error
    for reason, wrong in _faults(candidate, facts).items():
        if wrong:
            raise EntryRefused(entry.disclosure, reason)
    zone = ZoneInfo(facts.time_zone)
    end = end_at(entry.window)
    return Prepared(
        placed=Placed(disclosure=entry.disclosure, body=entry.canonical()),
        manifest=entry.manifest,
        assets=manifest.assets(),
        starts_on=entry.window.starts_at.astimezone(zone).date(),
        ends_on=end.astimezone(zone).date() if end else None,
    )


def _faults(candidate: Candidate, facts: GroupFacts) -> dict[str, bool]:
    entry, manifest = candidate.entry, candidate.manifest
    promised = manifest.promised_end_at
    end = entry.window.end
    return {
        "签发单不是这一件的": manifest.disclosure != entry.disclosure,
        "签发单与登记的指纹不符": manifest.digest() != entry.manifest.sha256,
        "公开范围与分组不符": manifest.audience is not facts.audience,
        "签发单上没有这个分组": facts.id not in manifest.groups,
        "展示开始早于签发的最早时间": entry.window.starts_at
        < manifest.earliest_start_at,
        "展示结束早于承诺的时间": promised is not None
        and isinstance(end, FixedEnd)
        and end.at < promised,
    }


def compile_programme(
    facts: GroupFacts,
    entries: Sequence[Prepared],
    *,
    withdrawals: Sequence[SignedWithdrawal],
    calendar: WorkingCalendar,
    now: datetime,
    past: Sequence[Past] = (),
    orders: Orders = NO_ORDERS,
) -> Compiled:
    """Return a group's programme as content, and its shards."""
    shards = shards_of([entry.placed for entry in entries])
    today = now.astimezone(ZoneInfo(facts.time_zone)).date()
    content = Programme(
        version=1,
        made_at=UNDATED,
        group=facts.id,
        group_name=facts.name,
        display_kind=facts.display_kind,
        unit=facts.unit,
        unit_name=facts.unit_name,
        audience=facts.audience,
        time_zone=facts.time_zone,
        panel=facts.panel,
        service_hours=facts.service_hours,
        least_exposures_per_day=facts.least_exposures_per_day,
        most_minutes_between=facts.most_minutes_between,
        power=facts.power,
        alert_sound=facts.alert_sound,
        calendar=slice_for(calendar, entries, today),
        hall=facts.hall,
        merged_boards=facts.merged_boards,
        override=orders.overrides[0] if orders.overrides else None,
        more_overrides=tuple(orders.overrides[1:]),
        stops=tuple(orders.stops),
        order_ends=tuple(orders.ends),
        shards=tuple(ref_of(shard) for shard in shards),
        withdrawals=tuple(
            sorted(withdrawals, key=lambda signed: signed.withdrawal.disclosure)
        ),
        past=tuple(past),
    )
    return Compiled(content=content, shards=shards)


def slice_for(
    calendar: WorkingCalendar, entries: Iterable[Prepared], today: date
) -> CalendarSlice:
    """Return whole years of the calendar, so that it changes but once a year."""
    years = {today.year - 1, today.year + _YEARS_AHEAD}
    for entry in entries:
        years.add(entry.starts_on.year)
        if entry.ends_on is not None:
            years.add(entry.ends_on.year + 1)
    last = min(max(years), _LAST_YEAR)
    return calendar.slice(date(min(years), 1, 1), date(last, 1, 1))


def finish(content: Programme, *, version: int, made_at: datetime) -> bytes:
    """Return the bytes of a programme as this version of this instant."""
    dated = content.model_copy(update={"version": version, "made_at": made_at})
    return dated.canonical()


def ref_of(data: bytes) -> AssetRef:
    """Name bytes as an asset."""
    return AssetRef(sha256=sha256_hex(data), length=len(data))
