"""Measure how quick the directory stays with many items: list, search, file, proposal.

`python -m benchmarks.guides [--items 50000] [--runs 10]`: one county in a folder of its
own takes in a JSON export of so many items by their codes and builds its first
directory; then the same export with a tenth of it changed is previewed and confirmed,
its first page is listed and searched, and a name is sought in what is kept and what is
out. The peer, in the same run, is a bare reading of the items' documents.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time as day_time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.rows import add
from benchmarks.still_clock import StillClock
from media.imports.cells import workbook_cells
from programme.hours import DayHours, OpenSpan
from programme.programme import Hall
from publishing.catalogue.directory import build_directory, settle
from publishing.catalogue.guide_sheets import GuideSheets
from publishing.catalogue.items import ServiceItems
from publishing.catalogue.upkeep import DirectoryUpkeep, ItemGap
from publishing.database import Database, open_database
from publishing.files import FileStore
from publishing.migrations import upgrade
from publishing.removing.places import NamedPlaces
from publishing.staff.acting import Acting
from publishing.staff.offices import person_of
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.services import ServiceItemRow
from publishing.tables.units import HallRow, UnitLevel, UnitRow

_NOW = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
_OFFICES = 60
_ACTOR = "office"


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the county, ask and print what it took."""
    parser = argparse.ArgumentParser(prog="benchmarks.guides")
    parser.add_argument("--items", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=10)
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "mingbai.sqlite3")
        try:
            upgrade(database)
            with database.session() as session:
                _county(session)
            _measure(database, Path(folder), told.items, told.runs)
        finally:
            database.close()


def _measure(database: Database, folder: Path, count: int, runs: int) -> None:
    acting = Acting(database=database, clock=StillClock(_NOW), on_commit=lambda _: None)
    sheets = GuideSheets(
        acting=acting, items=ServiceItems(acting=acting), read_cells=workbook_cells
    )
    upkeep = DirectoryUpkeep(acting=acting)
    first = _file(count, changed=0)
    _once("file previewed, all new", lambda: _preview(sheets, first))
    _once("file confirmed, all new", lambda: sheets.confirm(_ACTOR))
    files = FileStore(folder / "files")
    _once("directory built and out, all new", lambda: _build(database, files))
    second = _file(count, changed=count // 10)
    _once("file previewed, a tenth changed", lambda: _preview(sheets, second))
    _once("file confirmed, a tenth changed", lambda: sheets.confirm(_ACTOR))
    peer = _median(lambda: _read(database), runs)
    print(f"bare reading of {count} documents: {peer:.0f} ms")
    asked: dict[str, dict[str, Any]] = {
        "first page": {},
        "last page": {"page": count // 50 - 1},
        "search, many found": {"words": "登记"},
        "search, one found": {"words": f"事项 {count - 3} 号"},
        "without materials": {"gap": ItemGap.MATERIALS},
    }
    for name, told in asked.items():
        took = _median(partial(upkeep.items, _ACTOR, **told), runs)
        print(f"{name}: {took:.0f} ms, {took / peer:.2f} times the reading")
    places = NamedPlaces(acting=acting, files=files)
    sought = (("found", f"{count - 3} 号"), ("nowhere", "甄示例"))
    for name, words in sought:
        took = _median(partial(places.seek, _ACTOR, words), min(runs, 3))
        print(f"name {name}: {took:.0f} ms, {took / peer:.2f} times the reading")


def _once(name: str, do: Callable[[], object]) -> None:
    began = time.perf_counter()
    do()
    print(f"{name}: {time.perf_counter() - began:.1f} s")


def _median(ask: Callable[[], object], runs: int) -> float:
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def _preview(sheets: GuideSheets, data: bytes) -> None:
    sheets.preview(_ACTOR, data=data, filename="items.json")


def _build(database: Database, files: FileStore) -> None:
    with database.session() as session:
        built = build_directory(session, version=1, made_at=_NOW)
        for data in built.files.values():
            files.put(data)
        settle(session, person_of(session, _ACTOR, _NOW), built.directory, _NOW)


def _read(database: Database) -> int:
    with database.reading() as session:
        return len(session.scalars(select(ServiceItemRow.document)).all())


def _file(count: int, *, changed: int) -> bytes:
    items = [
        {
            "实施编码": f"11340000MB{number:08d}34000{number % 7}",
            "事项名称": f"第 {number} 类登记事项 {number} 号",
            "实施主体": f"第 {number % _OFFICES} 局",
            "受理条件": "本县居民",
            "承诺办结时限": "5个工作日" if number < changed else "3个工作日",
            "设定依据": "《条例》第五条" * 6,
        }
        for number in range(count)
    ]
    return json.dumps({"items": items}, ensure_ascii=False).encode()


def _county(session: Session) -> None:
    person = {"id": _ACTOR, "login": _ACTOR, "name": _ACTOR, "state": StaffState.ACTIVE}
    add(session, StaffMember, [person], now=_NOW)
    unit = {"id": "bench", "parent_id": None, "level": UnitLevel.COUNTY}
    add(
        session, UnitRow, [unit | {"name": "bench", "register_name": "bench"}], now=_NOW
    )
    office = {"unit_id": "bench", "staff_id": _ACTOR, "office": Office.PUBLISHER}
    add(session, StaffOffice, [office], now=_NOW)
    opening = OpenSpan(from_time=day_time(8, 30), to_time=day_time(17, 30))
    hall = Hall(
        county_name="某县",
        name="某县政务服务中心",
        hours=tuple(DayHours(weekday=day, spans=(opening,)) for day in range(1, 6)),
        enquiry_place="1 楼咨询台",
        enquiry_telephone="0555-010-0100",
    )
    row = {"unit_id": "bench", "document": hall.model_dump(mode="json")}
    add(session, HallRow, [row], now=_NOW)


if __name__ == "__main__":
    main()
