"""Make chains of records as one display writes them, for tests of what they prove."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.calendar_data import shipped_calendar
from programme.clock_doubt import Heard
from programme.coverage import Folded, Folding, Key, Tally, Version
from programme.hours import DayHours, OpenSpan
from programme.open_times import DisplayHours, Parts, Silence
from programme.records import EndReason, PlayRecord, Record
from programme.workdays import Workdays

CHINA = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays(shipped_calendar().whole())
HALL = tuple(
    DayHours(
        weekday=day, spans=(OpenSpan(from_time=time(8, 30), to_time=time(17, 30)),)
    )
    for day in range(1, 6)
)
ONE, TWO = "1" * 64, "2" * 64
"""A version of one page, and one of two pages in one turn."""
VERSIONS = {ONE: Version(turns=((0,),)), TWO: Version(turns=((0, 1),))}
TUESDAY = date(2026, 11, 24)


def local(
    on: date = TUESDAY, hour: int = 10, minute: int = 0, second: int = 0
) -> datetime:
    """Return an instant by the county's wall clock."""
    wall = datetime.combine(on, time(hour, minute, second), CHINA)
    return wall.astimezone(UTC)


def shown(
    from_at: datetime,
    *,
    manifest: str = ONE,
    page: int = 1,
    seconds: float = 12,
    reason: EndReason = EndReason.TURN_OVER,
    sure: bool = True,
    stepped: timedelta = timedelta(),
) -> PlayRecord:
    """Make a record of a page that was to stand for 12 s."""
    return PlayRecord(
        disclosure=f"d-{manifest[0]}",
        manifest=manifest,
        page="f" * 64,
        page_number=page,
        pages=2 if manifest == TWO else 1,
        from_at=from_at,
        to_at=from_at + timedelta(seconds=seconds) + stepped,
        monotonic_ms=int(seconds * 1000),
        dwell_s=12,
        reason=reason,
        programme_version=1,
        clock_sure=sure,
    )


def run(from_at: datetime, times: int, *, sure: bool = True) -> list[Record]:
    """Make so many plays of one page, one after the other."""
    step = timedelta(seconds=12)
    return [shown(from_at + step * number, sure=sure) for number in range(times)]


def chain(
    records: Iterable[Record], received_at: datetime | None = None
) -> list[Heard]:
    """Return records as one chain."""
    return [
        Heard(number=number, record=record, received_at=received_at)
        for number, record in enumerate(records, start=1)
    ]


def folding(
    *,
    hours: Sequence[DayHours] = HALL,
    silences: Sequence[Silence] = (),
    parts: Parts | None = None,
) -> Folding:
    """Return the fold of a display in a hall."""
    versions = {
        name: Version(turns=one.turns, parts=parts or one.parts)
        for name, one in VERSIONS.items()
    }
    display = DisplayHours(
        service_hours=tuple(hours),
        zone=CHINA,
        workdays=WORKDAYS,
        silences=tuple(silences),
    )
    return Folding(display, versions)


def tally(folded: Folded, on: date = TUESDAY, manifest: str = ONE) -> Tally:
    """Return what was painted of a version on a day."""
    key = Key(disclosure=f"d-{manifest[0]}", manifest=manifest, day=on)
    return folded.painted.get(key, Tally())
