"""Measure how fast the to-do list of a person for a whole county answers.

`python -m benchmarks.todo [--open 1000] [--villages 250] [--runs 40]`: one county in a
folder of its own with so many versions on their way, and one person who holds every
office for the county, so that every source has something for them. The answer is the
whole use case. The peer, in the same run, is a bare reading of the same versions.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.rows import add
from benchmarks.still_clock import StillClock
from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.approval import Role
from publishing.calendar.current import Calendars
from publishing.database import Database, open_database
from publishing.desk.chain_presets import default_chain
from publishing.duties.gathering import Duties, Gatherer
from publishing.duties.installed import installed_sources
from publishing.migrations import upgrade
from publishing.staff.acting import Acting
from publishing.tables.chains import DraftChain
from publishing.tables.disclosures import (
    DecisionRow,
    Disclosure,
    Draft,
    DraftState,
    ManifestRow,
)
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.remarks import CommentRow
from publishing.tables.units import UnitLevel, UnitRow

_NOW = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
_ZONE = ZoneInfo("Asia/Shanghai")
_NAMES = ("immediate", "periodic", "staged", "notice_7", "official_appointment")
_STATES = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.REVIEWED)
_CLERKS = 60
_WORDS = [{"kind": "paragraph", "text": "公开的内容有这么多字。" * 200}]


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the county, ask and print what it took."""
    parser = argparse.ArgumentParser(prog="benchmarks.todo")
    parser.add_argument("--open", type=int, default=1000)
    parser.add_argument("--villages", type=int, default=250)
    parser.add_argument("--runs", type=int, default=40)
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "mingbai.sqlite3")
        try:
            upgrade(database)
            with database.session() as session:
                _people(session, told.villages)
                _versions(session, told.open, told.villages)
            _measure(database, told.runs)
        finally:
            database.close()


def _measure(database: Database, runs: int) -> None:
    calendars = Calendars(shipped_calendar)
    gatherer = Gatherer(
        installed_sources(calendars=calendars, mandates=shipped_mandates(), zone=_ZONE),
        calendars=calendars,
        clock=StillClock(_NOW),
        zone=_ZONE,
    )
    acting = Acting(database=database, clock=StillClock(_NOW), on_commit=lambda _: None)
    duties = Duties(acting=acting, gatherer=gatherer, calendars=calendars)
    peer = _p95(lambda: _read(database), runs)
    print(f"bare reading of the versions: p95 {peer:.0f} ms")
    for who, name in (("all", "every office"), ("reviewer", "one office")):
        count = len(duties.open(who))
        ask = partial(duties.open, who)
        took = _p95(ask, runs)
        busy = _p95(ask, runs, clock=time.process_time)
        told = f"p95 {took:.0f} ms ({busy:.0f} ms of processor)"
        print(f"{name}, {count} duties: {told}, {took / peer:.1f} times the reading")


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


def _read(database: Database) -> int:
    with database.reading() as session:
        query = select(Draft.id, Draft.title, Draft.unit_id, Draft.settled_on)
        return len(session.execute(query.where(Draft.state.in_(_STATES))).all())


def _people(session: Session, villages: int) -> None:
    staff = ["all", "reviewer", *(f"clerk-{number}" for number in range(_CLERKS))]
    people = [
        {"id": one, "login": one, "name": one, "state": StaffState.ACTIVE}
        for one in staff
    ]
    add(session, StaffMember, people, now=_NOW)
    units = [_unit("bench", None, UnitLevel.COUNTY)]
    units += [
        _unit(f"bench-v{number}", "bench", UnitLevel.VILLAGE)
        for number in range(villages)
    ]
    add(session, UnitRow, units, now=_NOW)
    held = [{"staff_id": "all", "office": office} for office in Office]
    held.append({"staff_id": "reviewer", "office": Office.REVIEWER})
    held += [
        {"staff_id": one, "office": list(Office)[number % len(Office)]}
        for number, one in enumerate(staff[2:])
    ]
    add(session, StaffOffice, [{"unit_id": "bench"} | one for one in held], now=_NOW)


def _unit(unit: str, parent: str | None, level: UnitLevel) -> dict[str, Any]:
    return {
        "id": unit,
        "parent_id": parent,
        "level": level,
        "name": unit,
        "register_name": unit,
    }


def _versions(session: Session, count: int, villages: int) -> None:
    chance = random.Random(4)  # noqa: S311 - the same county at every run
    made = [_version(number, villages, chance) for number in range(count)]
    sent = [one for one in made if one["state"] is not DraftState.DRAFT]
    add(
        session,
        Disclosure,
        [{"id": one["disclosure_id"], "unit_id": one["unit_id"]} for one in made],
        now=_NOW,
    )
    add(
        session,
        ManifestRow,
        [
            {"sha256": one["manifest_sha256"], "disclosure_id": one["disclosure_id"]}
            for one in sent
        ],
        now=_NOW,
    )
    add(session, Draft, made, now=_NOW)
    chain = default_chain().model_dump(mode="json")
    chains = [{"draft_id": one["id"], "chain": chain} for one in sent]
    add(session, DraftChain, chains, now=_NOW)
    reviewed = [one for one in made if one["state"] is DraftState.REVIEWED]
    add(session, DecisionRow, [_decision(one) for one in reviewed], now=_NOW)
    comments = [
        {"draft_id": one["id"], "staff_id": "reviewer", "text": "请核对金额。"}
        for one in made[:50]
    ]
    add(session, CommentRow, comments, now=_NOW)


def _version(number: int, villages: int, chance: random.Random) -> dict[str, Any]:
    state = _STATES[number % len(_STATES)]
    sent = state is not DraftState.DRAFT
    return {
        "id": f"bench-v{number}",
        "disclosure_id": f"bench-d{number}",
        "unit_id": f"bench-v{number % villages}",
        "drafter_id": "all" if number < 100 else f"clerk-{number % _CLERKS}",  # noqa: PLR2004 - a tenth is their own
        "state": state,
        "title": f"第 {number} 件公开事项",
        "settled_on": date(2026, 11, 20) - timedelta(days=chance.randrange(60)),
        "mandate_name": chance.choice(_NAMES),
        "manifest_sha256": f"{number:064x}" if sent else None,
        "submitted_at": _NOW if sent else None,
        "blocks": _WORDS,
    }


def _decision(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "draft_id": one["id"],
        "manifest_sha256": one["manifest_sha256"],
        "role": Role.REVIEWER,
        "staff_id": "clerk-1",
        "approval": {},
    }


if __name__ == "__main__":
    main()
