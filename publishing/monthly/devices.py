"""Gather of every device when it showed something and what is in doubt; judge nothing.

What it showed is read from sums that were folded from its signed records.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy import Row, case, func, or_, select
from sqlalchemy.orm import Session

from programme.boards import DisplayKind
from programme.monthly_report import DeviceItem
from publishing.coverage.reckoning import ServiceEnds
from publishing.monthly.spans import ReportSpan
from publishing.tables.coverage import ContestedDay
from publishing.tables.evidence import (
    EvidenceGap,
    ListedDay,
    PaintedDay,
    RefusedBatch,
)
from publishing.tables.fleet import Device
from publishing.tables.log import DeviceCheckpoint
from publishing.tables.schedule import DisplayGroup

_DAY = timedelta(days=1)
_A_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Shown:
    """Be what a device showed on one day, in milliseconds."""

    milliseconds: int
    uncertain: int


_Days = Mapping[str, Mapping[date, _Shown]]


def devices_in(
    session: Session,
    span: ReportSpan,
    service: ServiceEnds,
    *,
    now: datetime,
    zone: tzinfo,
) -> tuple[DeviceItem, ...]:
    """Return every device that was the county's on any day, by group and name."""
    from_at, to_at = span.instants(zone)
    over = min(span.to_on, now.astimezone(zone).date())
    days = [
        span.from_on + _DAY * number for number in range((over - span.from_on).days)
    ]
    shown = {
        DisplayKind.SCREEN: _painted(session, span),
        DisplayKind.KIOSK: _listed(session, span),
    }
    facts = _Facts(session, span, from_at, to_at)
    query = (
        select(Device, DisplayGroup.name)
        .join(DisplayGroup, DisplayGroup.id == Device.group_id)
        .where(
            Device.enrolled_at < to_at,
            or_(Device.revoked_at.is_(None), Device.revoked_at > from_at),
        )
        .order_by(DisplayGroup.name, Device.name, Device.id)
    )
    found = []
    for row, group in session.execute(query):
        minutes = {
            day: service.length_ms(row.group_id, day) // _A_MINUTE_MS
            for day in _own(row, days, zone)
        }
        own = shown[row.display_kind].get(row.id, {})
        found.append(_device(row, group, minutes, own, facts))
    return tuple(found)


class _Facts:
    """Hold what is in doubt, by device."""

    def __init__(
        self, session: Session, span: ReportSpan, from_at: datetime, to_at: datetime
    ) -> None:
        known = EvidenceGap.last_lost >= EvidenceGap.first_lost
        some = EvidenceGap.last_lost - EvidenceGap.first_lost + 1
        # Of a store that was destroyed nobody knows how many: at least one is said.
        lost = func.sum(case((known, some), else_=1))
        self.lost: dict[str, int] = dict(
            session.execute(
                select(EvidenceGap.device_id, lost)
                .where(EvidenceGap.at >= from_at, EvidenceGap.at < to_at)
                .group_by(EvidenceGap.device_id)
            ).all()
        )
        self.refused: dict[str, int] = dict(
            session.execute(
                select(RefusedBatch.device_id, func.count())
                .where(RefusedBatch.at >= from_at, RefusedBatch.at < to_at)
                .group_by(RefusedBatch.device_id)
            ).all()
        )
        self.contested: dict[str, set[date]] = {}
        contested = select(ContestedDay.device_id, ContestedDay.day).where(
            ContestedDay.day >= span.from_on, ContestedDay.day < span.to_on
        )
        for device, day in session.execute(contested):
            self.contested.setdefault(device, set()).add(day)
        self.log_trouble = frozenset(
            session.scalars(
                select(DeviceCheckpoint.device_id).where(
                    DeviceCheckpoint.trouble != "",
                    DeviceCheckpoint.kept_at >= from_at,
                    DeviceCheckpoint.kept_at < to_at,
                )
            )
        )


def _own(row: Device, days: list[date], zone: tzinfo) -> list[date]:
    """Return the days on which a device was the county's from morning to night."""
    after = row.enrolled_at.astimezone(zone).date()
    until = None if row.revoked_at is None else row.revoked_at.astimezone(zone).date()
    return [day for day in days if day > after and (until is None or day < until)]


def _device(
    row: Device,
    group: str,
    minutes: Mapping[date, int],
    own: Mapping[date, _Shown],
    facts: _Facts,
) -> DeviceItem:
    due = [day for day, length in minutes.items() if length]
    painted = [day for day, one in own.items() if one.milliseconds]
    doubtful = {day for day, one in own.items() if one.uncertain}
    return DeviceItem(
        device=row.id,
        name=row.name,
        group=group,
        display_kind=row.display_kind,
        revoked=row.revoked_at is not None,
        days_due=len(due),
        days_heard=len(set(due) & set(painted)),
        service_minutes=sum(minutes.values()),
        shown_minutes=sum(
            min(minutes[day], own[day].milliseconds // _A_MINUTE_MS)
            for day in due
            if day in own
        ),
        doubtful_days=len(doubtful | facts.contested.get(row.id, set())),
        lost_records=int(facts.lost.get(row.id, 0)),
        refused_batches=facts.refused.get(row.id, 0),
        log_trouble=row.id in facts.log_trouble,
    )


def _painted(session: Session, span: ReportSpan) -> _Days:
    """Return what screens painted; one page stands at a time."""
    query = (
        select(
            PaintedDay.device_id,
            PaintedDay.day,
            func.sum(PaintedDay.milliseconds),
            func.sum(PaintedDay.uncertain_milliseconds),
        )
        .where(PaintedDay.day >= span.from_on, PaintedDay.day < span.to_on)
        .group_by(PaintedDay.device_id, PaintedDay.day)
    )
    return _by_device(session.execute(query))


def _listed(session: Session, span: ReportSpan) -> _Days:
    """Return how long kiosks were in service; all disclosures are listed at once."""
    query = (
        select(
            ListedDay.device_id,
            ListedDay.day,
            func.max(ListedDay.milliseconds),
            func.max(ListedDay.uncertain_milliseconds),
        )
        .where(ListedDay.day >= span.from_on, ListedDay.day < span.to_on)
        .group_by(ListedDay.device_id, ListedDay.day)
    )
    return _by_device(session.execute(query))


def _by_device(rows: Iterable[Row[str, date, int, int]]) -> _Days:
    found: dict[str, dict[date, _Shown]] = {}
    for device, day, shown, uncertain in rows:
        found.setdefault(device, {})[day] = _Shown(int(shown), int(uncertain))
    return found
