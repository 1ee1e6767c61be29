"""Read from the tables what the compiler needs; it decides nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from programme.approval import Approval
from programme.blocks import AssetRef
from programme.boards import DisplayKind
from programme.hours import DayHours
from programme.layout import Panel
from programme.manifest import Manifest
from programme.programme import Entry, Hall, SignedWithdrawal
from programme.window import Window
from publishing.catalogue.board_rows import merged_boards
from publishing.evidence.windows import end_of, spans_of
from publishing.release.compiler import Candidate, GroupFacts
from publishing.release.errors import GroupIncomplete
from publishing.schedule.hanging import ended_lately, goes_on, is_still_past
from publishing.schedule.powering import power_of
from publishing.schedule.sounding import sound_of
from publishing.tables.disclosures import (
    DecisionRow,
    Disclosure,
    ManifestRow,
    WithdrawalRow,
    WithdrawalState,
)
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry
from publishing.tables.units import HallRow, UnitRow

_HOURS = TypeAdapter(tuple[DayHours, ...])
_APPROVALS: TypeAdapter[tuple[Approval, ...]] = TypeAdapter(tuple[Approval, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """Be the columns that decide an entry; equal rows make equal entries."""

    disclosure: str
    register_number: str
    published_at: datetime
    manifest_sha256: str
    starts_at: datetime
    end_kind: EndKind
    ends_at: datetime | None
    weekdays: tuple[int, ...]
    dayparts: tuple[tuple[str, str], ...]


def open_groups(session: Session) -> tuple[str, ...]:
    """Return the ids of all display groups that are not closed."""
    query = select(DisplayGroup.id).where(DisplayGroup.closed_at.is_(None))
    return tuple(session.scalars(query.order_by(DisplayGroup.id)))


def facts_of(session: Session, group_id: str) -> GroupFacts | None:
    """Return what is known of a group; None where it does not exist.

    A closed one has its programme too: its displays may still stand in the hall, and
    what is withdrawn must leave them.

    Raises:
        GroupIncomplete: Its unit and the units above have no hall.
    """
    group = session.get(DisplayGroup, group_id)
    if group is None:
        return None
    unit = session.get_one(UnitRow, group.unit_id)
    return GroupFacts(
        id=group.id,
        name=group.name,
        display_kind=group.display_kind,
        unit=unit.id,
        unit_name=unit.name,
        audience=group.audience,
        time_zone=group.time_zone,
        panel=Panel.model_validate(group.panel),
        service_hours=_HOURS.validate_python(group.service_hours),
        least_exposures_per_day=group.least_exposures_per_day,
        hall=_hall_of(session, group.id, unit),
        merged_boards=merged_boards(session),
        most_minutes_between=group.most_minutes_between,
        power=power_of(group),
        alert_sound=sound_of(group),
    )


def _hall_of(session: Session, group_id: str, unit: UnitRow) -> Hall:
    """Return the hall of a unit, or of the nearest unit above that has one."""
    place: UnitRow | None = unit
    while place is not None:
        row = session.get(HallRow, place.id)
        if row is not None:
            return Hall.model_validate(row.document)
        place = session.get(UnitRow, place.parent_id) if place.parent_id else None
    raise GroupIncomplete(group_id, "没有大厅资料")


def entry_rows(session: Session, group_id: str, now: datetime) -> tuple[EntryRow, ...]:
    """Return what a group is to show now or later, in the order of ids.

    Kiosks also get what has ended and may be looked up for a while.
    """
    kind = session.scalar(
        select(DisplayGroup.display_kind).where(DisplayGroup.id == group_id)
    )
    wanted = goes_on(now)
    if kind is DisplayKind.KIOSK:
        wanted = or_(wanted, ended_lately(now))
    query = (
        select(
            GroupEntry.disclosure_id,
            Disclosure.register_number,
            GroupEntry.published_at,
            GroupEntry.manifest_sha256,
            GroupEntry.starts_at,
            GroupEntry.end_kind,
            GroupEntry.ends_at,
            GroupEntry.weekdays,
            GroupEntry.dayparts,
            GroupEntry.past_days,
        )
        .join(Disclosure, Disclosure.id == GroupEntry.disclosure_id)
        .where(GroupEntry.group_id == group_id, wanted)
        .order_by(GroupEntry.disclosure_id, GroupEntry.id)
    )
    return tuple(
        _entry_row(row)
        for row in session.execute(query)
        if row.end_kind is not EndKind.FIXED
        or row.ends_at > now
        or is_still_past(row.ends_at, row.past_days, now)
    )


def _entry_row(row: Row[Any]) -> EntryRow:
    return EntryRow(
        disclosure=row.disclosure_id,
        register_number=row.register_number or "",
        published_at=row.published_at,
        manifest_sha256=row.manifest_sha256,
        starts_at=row.starts_at,
        end_kind=row.end_kind,
        ends_at=row.ends_at,
        weekdays=tuple(row.weekdays),
        dayparts=tuple((part["from_time"], part["to_time"]) for part in row.dayparts),
    )


def candidates(session: Session, rows: Sequence[EntryRow]) -> Iterator[Candidate]:
    """Yield the entries of rows with their manifests and approvals."""
    for row in rows:
        body = session.get_one(ManifestRow, row.manifest_sha256).body
        entry = Entry(
            disclosure=row.disclosure,
            register_number=row.register_number,
            published_at=row.published_at,
            manifest=AssetRef(sha256=row.manifest_sha256, length=len(body)),
            approvals=_approvals_of(session, row.manifest_sha256),
            window=_window_of(row),
        )
        yield Candidate(entry=entry, manifest=Manifest.parse(body))


def manifest_body(session: Session, sha256: str) -> bytes:
    """Return the canonical bytes of a manifest."""
    return session.get_one(ManifestRow, sha256).body


def _approvals_of(session: Session, manifest_sha256: str) -> tuple[Approval, ...]:
    query = (
        select(DecisionRow.approval)
        .where(
            DecisionRow.manifest_sha256 == manifest_sha256,
            DecisionRow.voided_at.is_(None),
        )
        # In the order of the chain, also where a clock was set back.
        .order_by(DecisionRow.id)
    )
    return _APPROVALS.validate_python(tuple(session.scalars(query)))


def _window_of(row: EntryRow) -> Window:
    spans = [{"from_time": start, "to_time": stop} for start, stop in row.dayparts]
    return Window(
        starts_at=row.starts_at,
        end=end_of(row.end_kind, row.ends_at),
        weekdays=row.weekdays,
        dayparts=spans_of(spans),
    )


def withdrawals_for(
    session: Session, group_id: str, now: datetime, *, still_shown: Mapping[str, object]
) -> tuple[SignedWithdrawal, ...]:
    """Return the withdrawals that a group's displays must know, until they are over.

    One is over when no version that hung there is promised or shown any more, by a
    window that was lengthened or as past, or while the disclosure is back, approved
    anew.
    """
    on_group = select(GroupEntry.manifest_sha256).where(GroupEntry.group_id == group_id)
    query = select(WithdrawalRow).where(
        WithdrawalRow.state == WithdrawalState.CONFIRMED,
        WithdrawalRow.manifest_sha256.in_(on_group),
    )
    return tuple(
        SignedWithdrawal.model_validate(row.signed)
        for row in session.scalars(query.order_by(WithdrawalRow.id))
        if row.disclosure_id not in still_shown
        and _still_held(session, group_id, row.disclosure_id, now)
    )


def _still_held(
    session: Session, group_id: str, disclosure: str, now: datetime
) -> bool:
    """Say whether a display that was away may still hold a version, or owe it."""
    query = (
        select(GroupEntry, ManifestRow.body)
        .join(ManifestRow, ManifestRow.sha256 == GroupEntry.manifest_sha256)
        .where(GroupEntry.group_id == group_id, GroupEntry.disclosure_id == disclosure)
    )
    return any(
        entry.end_kind is not EndKind.FIXED
        or is_still_past(entry.ends_at, entry.past_days, now)
        or _is_promised(Manifest.parse(body), now)
        for entry, body in session.execute(query)
    )


def _is_promised(manifest: Manifest, now: datetime) -> bool:
    end = manifest.promised_end_at
    return manifest.promised_end_provisional or end is None or end > now
