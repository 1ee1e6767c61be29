"""Make a county with years of sums for the benchmark of the coverage board."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time as clock, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    case,
    func,
    insert,
    literal,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from benchmarks.rows import add
from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.blocks import AssetRef
from programme.boards import Attribute, Audience, Board, DisplayKind, KindOfAct
from programme.canonical import sha256_hex
from programme.hours import EVERY_WEEKDAY
from programme.layout import Panel
from programme.manifest import Manifest, PageImage, PanelPages
from programme.window import local_instant
from programme.workdays import Workdays
from publishing.schedule.windows import mandated_end
from publishing.tables.disclosures import Disclosure, ManifestRow
from publishing.tables.evidence import EvidenceBatch, PaintedDay
from publishing.tables.fleet import Device, DeviceReport, DeviceState
from publishing.tables.glass import EvidenceSpan
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry
from publishing.tables.units import UnitLevel, UnitRow

NOW = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
"""A Friday, two in the afternoon in China."""
ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays(shipped_calendar().whole())
WHO = "clerk"
_LEAST, _ENOUGH, _TOO_FEW = 30, 40, 9
_SHORT_ONE_IN, _SHORT_STEP = 100_003, 7_919
_BATCHES_A_DAY = 20


_PANEL = Panel(width=1920, height=1080, diagonal_inches=55, distance_mm=5000)


_HALL = [
    {"weekday": day, "spans": [{"from_time": "08:30:00", "to_time": "17:30:00"}]}
    for day in range(1, 6)
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Be one item that hangs."""

    id: str
    manifest: Manifest
    starts_at: datetime
    ends_at: datetime

    @property
    def sha256(self) -> str:
        """Return the name of its manifest."""
        return sha256_hex(self.manifest.canonical())


def items_of(count: int, groups: tuple[str, ...]) -> Iterator[Made]:
    """Return the items to be published."""
    rules = [
        shipped_mandates()[name].mandate
        for name in ("immediate", "periodic", "notice_7")
    ]
    for number in range(count):
        mandate = rules[number % 2] if number % 10 else rules[2]
        # A notice of a few days began lately, the others over the last four weeks.
        ago = number % 5 if number % 10 == 0 else number % 28
        starts_at = NOW - timedelta(days=ago, hours=3)
        end = mandated_end(mandate, starts_at, workdays=WORKDAYS, zone=ZONE)
        if end.kind == "open":
            raise TypeError(end)
        one = f"bench-d-{number:04d}"
        yield Made(
            id=one,
            manifest=_manifest(one, number, groups).model_copy(
                update={"mandate": mandate, "earliest_start_at": starts_at}
            ),
            starts_at=starts_at,
            ends_at=end.at,
        )


def _manifest(one: str, number: int, groups: tuple[str, ...]) -> Manifest:
    page = PageImage(
        asset=AssetRef(sha256=sha256_hex(one.encode()), length=90_000),
        pixels_sha256=sha256_hex(b"pixels of " + one.encode()),
        width=1520,
        height=824,
        dwell_s=15,
        words="公开的内容有这么多字。" * 12,
    )
    return Manifest(
        disclosure=one,
        revision=sha256_hex(b"revision of " + one.encode()),
        title=f"第 {number} 件公开事项",
        unit="bench",
        unit_name="演示县政府",
        unit_lines=("演示县", "县政府"),
        board=list(Board)[number % len(Board)],
        category="重大项目",
        kind_of_act=KindOfAct.DISCLOSURE,
        attribute=Attribute.PROACTIVE,
        audience=Audience.EVERYONE,
        settled_on=date(2026, 10, 20),
        qr_target="",
        blocks=AssetRef(sha256=sha256_hex(b"blocks of " + one.encode()), length=900),
        images=(),
        pages=(PanelPages(panel=_PANEL, pages=(page, page, page)),),
        groups=groups,
        mandate=shipped_mandates()["immediate"].mandate,
        earliest_start_at=NOW,
        promised_end_at=None,
    )


def make_county(session: Session, groups: Sequence[str]) -> None:
    """Make the units, groups and devices."""
    person = {"id": WHO, "login": WHO, "name": WHO, "state": StaffState.ACTIVE}
    add(session, StaffMember, [person], now=NOW)
    units = [_unit("bench", None, UnitLevel.COUNTY)]
    units += [
        _unit(f"bench-u{number}", "bench", UnitLevel.TOWNSHIP)
        for number in range(1 + len(groups) // 10)
    ]
    add(session, UnitRow, units, now=NOW)
    office = {"staff_id": WHO, "office": Office.PUBLISHER, "unit_id": "bench"}
    add(session, StaffOffice, [office], now=NOW)
    made = [_group(one, number) for number, one in enumerate(groups)]
    add(session, DisplayGroup, made, now=NOW)
    devices = [_device(one) for one in groups]
    add(session, Device, devices, now=NOW)
    reports = [
        {"device_id": one, "status": {"unsent_records": 0}, "received_at": NOW}
        for one in groups
    ]
    add(session, DeviceReport, reports, now=NOW)


def _unit(unit: str, parent: str | None, level: UnitLevel) -> dict[str, Any]:
    return {
        "id": unit,
        "parent_id": parent,
        "level": level,
        "name": unit,
        "register_name": unit,
    }


def _group(one: str, number: int) -> dict[str, Any]:
    return {
        "id": one,
        "name": f"第 {number} 处大厅屏",
        "unit_id": f"bench-u{number // 10}",
        "display_kind": DisplayKind.SCREEN,
        "audience": Audience.EVERYONE,
        "time_zone": ZONE.key,
        "panel": _PANEL.model_dump(mode="json"),
        "service_hours": _HALL,
        "least_exposures_per_day": _LEAST,
        "least_showings_per_hour": 4,
        "most_minutes_between": 10,
    }


def _device(one: str) -> dict[str, Any]:
    return {
        "id": one,
        "key": sha256_hex(one.encode()),
        "group_id": one,
        "name": f"{one} 的终端",
        "display_kind": DisplayKind.SCREEN,
        "state": DeviceState.ACTIVE,
        "enrolled_at": NOW - timedelta(days=365),
    }


def hang(session: Session, items: Sequence[Made]) -> None:
    """Publish the items on all groups."""
    matters = [
        {
            "id": one.id,
            "unit_id": "bench",
            "register_number": one.id,
            "published_at": one.starts_at,
        }
        for one in items
    ]
    add(session, Disclosure, matters, now=NOW)
    manifests = [
        {
            "sha256": one.sha256,
            "disclosure_id": one.id,
            "body": one.manifest.canonical(),
        }
        for one in items
    ]
    add(session, ManifestRow, manifests, now=NOW)
    names = list(_entry(items[0]))
    for one in items:
        values = [
            literal(value, _COLUMNS[name].type) for name, value in _entry(one).items()
        ]
        rows = select(DisplayGroup.id, *values).order_by(DisplayGroup.id)
        session.execute(insert(GroupEntry).from_select(["group_id", *names], rows))


_COLUMNS = GroupEntry.__table__.c


def _entry(one: Made) -> dict[str, Any]:
    return {
        "disclosure_id": one.id,
        "manifest_sha256": one.sha256,
        "published_at": one.starts_at,
        "starts_at": one.starts_at,
        "end_kind": EndKind.FIXED,
        "ends_at": one.ends_at,
        "weekdays": list(EVERY_WEEKDAY),
        "dayparts": [],
        "past_days": 0,
    }


def play_days(session: Session, days: Sequence[date]) -> None:
    """Let every device paint every item every day, one of them now and then too few."""
    for number, day in enumerate(days):
        few = (GroupEntry.id + number * _SHORT_STEP) % _SHORT_ONE_IN == 0
        painted: tuple[tuple[Any, Any], ...] = (
            (PaintedDay.disclosure_id, GroupEntry.disclosure_id),
            (PaintedDay.manifest_sha256, GroupEntry.manifest_sha256),
            (PaintedDay.device_id, GroupEntry.group_id),
            (PaintedDay.group_id, GroupEntry.group_id),
            (PaintedDay.day, literal(day)),
            (PaintedDay.milliseconds, literal(_ENOUGH * 15_000)),
            (PaintedDay.exposures, case((few, _TOO_FEW), else_=_ENOUGH)),
            (PaintedDay.pages, literal_column("'[]'")),
            (PaintedDay.first_at, literal(NOW)),
            (PaintedDay.last_at, literal(NOW)),
            (PaintedDay.last_page, literal(1)),
            (PaintedDay.last_page_sha256, GroupEntry.manifest_sha256),
        )
        hung = local_instant(day + timedelta(days=1), clock(0), ZONE)
        rows = select(*(value for _, value in painted))
        columns = [column.key for column, _ in painted]
        session.execute(
            insert(PaintedDay).from_select(
                columns, rows.where(GroupEntry.starts_at < hung)
            )
        )
    for group in session.scalars(select(DisplayGroup.id)).all():
        _deliver(session, group, days)


def _deliver(session: Session, device: str, days: Sequence[date]) -> None:
    """Leave the spans of batches behind, a day's worth of them for each day."""
    count = _BATCHES_A_DAY * len(days)
    first = (session.scalar(select(func.max(EvidenceBatch.id))) or 0) + 1
    came = [NOW - timedelta(minutes=27 * (count - number)) for number in range(count)]
    batches = [
        {
            "id": first + number,
            "device_id": device,
            "writer": "player-1",
            "first_number": number,
            "last_number": number,
            "received_at": at,
        }
        for number, at in enumerate(came)
    ]
    add(session, EvidenceBatch, batches, now=NOW)
    spans = [
        {
            "batch_id": first + number,
            "device_id": device,
            "from_at": at - timedelta(minutes=25),
            "to_at": at,
        }
        for number, at in enumerate(came)
    ]
    add(session, EvidenceSpan, spans, now=NOW)
