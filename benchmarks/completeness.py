"""Measure how fast the board of completeness and a unit's catalogue answer.

`python -m benchmarks.completeness [--villages 250] [--lines 200] [--runs 40]`: one
county in a folder of its own, each line handed down to every village, two years of
issues, nine in ten of them out. Each answer is a whole use case. The peer, in the same
run, is a bare count of the same rows: what the database alone costs.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select, update

from benchmarks.still_clock import StillClock
from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.boards import Board
from programme.carriers import Carrier
from programme.period import Frequency
from publishing.calendar.current import Calendars
from publishing.catalogue.entries import Entries
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.owing import Owing
from publishing.database import Database, open_database
from publishing.inspection.completeness import CompletenessBoard
from publishing.migrations import upgrade
from publishing.staff.acting import Acting
from publishing.staff.joining import found_county
from publishing.tables.catalogue import CatalogueDueRow, CatalogueEntryRow, DueState
from publishing.tables.people import StaffMember, StaffState
from publishing.tables.units import UnitLevel, UnitRow

_NOW = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
_ZONE = ZoneInfo("Asia/Shanghai")
_OFTEN = (
    (Frequency.ONCE, 30),
    (Frequency.AS_NEEDED, 20),
    (Frequency.QUARTERLY, 25),
    (Frequency.MONTHLY, 10),
    (Frequency.HALF_YEARLY, 5),
    (Frequency.YEARLY, 10),
)
"""How often lines come, in the hundred."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the county, ask and print what it took."""
    parser = argparse.ArgumentParser(prog="benchmarks.completeness")
    parser.add_argument("--villages", type=int, default=250)
    parser.add_argument("--lines", type=int, default=200)
    parser.add_argument("--runs", type=int, default=40)
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "mingbai.sqlite3")
        try:
            _measure(database, told.villages, told.lines, told.runs)
        finally:
            database.close()


def _measure(database: Database, villages: int, lines: int, runs: int) -> None:
    upgrade(database)
    actor = _found(database, villages, lines)
    acting = Acting(database=database, clock=StillClock(_NOW), on_commit=lambda _: None)
    owing = Owing(
        database=database,
        calendars=Calendars(shipped_calendar),
        mandates=shipped_mandates(),
        clock=StillClock(_NOW),
        time_zone="Asia/Shanghai",
    )
    began = time.perf_counter()
    made = owing.bring_up()
    print(f"{made} issues brought up in {time.perf_counter() - began:.1f} s")
    _publish(database)
    board = CompletenessBoard(acting=acting, zone=_ZONE)
    entries = Entries(acting=acting, mandates=shipped_mandates(), zone=_ZONE)
    village = "bench-v100" if villages > 100 else "bench-v0"  # noqa: PLR2004 - any in the middle
    peer = _p95(lambda: _count(database), runs)
    print(f"bare count of the rows: p95 {peer:.0f} ms")
    for name, ask in (
        ("board of all units", lambda: board.units(actor)),
        ("board of last year", lambda: board.units(actor, "2025")),
        ("board of a month", lambda: board.units(actor, "2026-10")),
        ("board of a quarter", lambda: board.units(actor, "2025-Q4")),
        ("periods to choose from", lambda: board.spans(actor)),
        ("catalogue of a village", lambda: board.catalogue(actor, village)),
        ("its catalogue of last year", lambda: board.catalogue(actor, village, "2025")),
        ("lines of a village", lambda: entries.listing(actor, village)),
    ):
        took = _p95(ask, runs)
        busy = _p95(ask, runs, clock=time.process_time)
        told = f"p95 {took:.0f} ms ({busy:.0f} ms of processor)"
        print(f"{name}: {told}, {took / peer:.1f} times the count")


def _p95(
    ask: Callable[[], object],
    runs: int,
    *,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    took = []
    for _ in range(runs):
        began = clock()
        ask()
        took.append((clock() - began) * 1000)
    return statistics.quantiles(took, n=20)[-1]


def _count(database: Database) -> int:
    with database.reading() as session:
        query = select(func.count()).where(CatalogueDueRow.period_ends_on > date.min)
        return session.scalar(query) or 0


def _found(database: Database, villages: int, lines: int) -> str:
    with database.session() as session:
        token = found_county(
            session,
            unit="bench",
            name="清禾县",
            login="admin",
            person="管理员岗",
            now=_NOW,
        )
        session.get_one(StaffMember, token.staff_id).state = StaffState.ACTIVE
        units = [_village(number) for number in range(villages)]
        session.execute(insert(UnitRow), units)
        rows = [_line(number, lines) for number in range(lines)]
        session.execute(insert(CatalogueEntryRow), rows)
    return token.staff_id


def _village(number: int) -> dict[str, object]:
    return {
        "id": f"bench-v{number}",
        "parent_id": "bench",
        "level": UnitLevel.VILLAGE,
        "name": f"{number} 号村",
        "register_name": f"{number} 号村",
        "lines": [f"{number} 号村"],
        "position": number,
    }


def _line(number: int, lines: int) -> dict[str, object]:
    form = EntryForm(
        topic=f"一级事项 {number % 20}",
        subtopic=f"二级事项 {number}",
        content="公开内容（要素）若干",
        board=list(Board)[number % len(Board)],
        mandate="periodic",
        frequency=_frequency(number * 100 // lines),
        carriers=(Carrier.PAPER_BOARD,),
        primary=Carrier.PAPER_BOARD,
        inherited_by=UnitLevel.VILLAGE,
        position=number,
        valid_from=date(2025, 1, 1),
    )
    return {
        "id": f"bench-e{number}",
        "line": f"bench-l{number}",
        "unit_id": "bench",
        "inherited_by": form.inherited_by,
        "position": number,
        "valid_from": form.valid_from,
        "document": form.model_dump(mode="json"),
        "made_at": _NOW,
    }


def _frequency(place: int) -> Frequency:
    for frequency, share in _OFTEN:
        if place < share:
            return frequency
        place -= share
    return Frequency.AS_NEEDED


def _publish(database: Database) -> None:
    """Let nine in ten be out, on any of forty days after their period's end."""
    chance = random.Random(4)  # noqa: S311 - the same county at every run
    due = CatalogueDueRow
    with database.session() as session:
        keys = session.execute(
            select(due.unit_id, due.line, due.period_starts_on, due.period_ends_on)
        ).all()
        out = [
            {
                "unit_id": unit,
                "line": line,
                "period_starts_on": starts_on,
                "published_on": ends_on + timedelta(days=chance.randrange(40)),
                "out": DueState.PUBLISHED,
            }
            for unit, line, starts_on, ends_on in keys
            if chance.randrange(10) and ends_on <= _NOW.date()
        ]
        session.execute(update(due), out)


if __name__ == "__main__":
    main()
