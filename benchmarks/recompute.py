"""Measure how long a changed calendar takes over 50,000 disclosures.

Run as `python -m benchmarks.recompute [--disclosures N]`. First the counting alone:
due days and coverage targets, beside a library that walks day by day. Then the whole
through the database: a closure that moves nearly all of them, and one that moves none.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar
from sqlalchemy.orm import Session

from benchmarks.rows import add
from config.calendar_data import shipped_calendar
from config.mandates import shipped_mandates
from programme.calendar import CalendarOverlay, NamedDay, WorkingCalendar
from programme.canonical import canonical_bytes, sha256_hex
from programme.deadline import deadlines_of, least_shown
from programme.mandate import Mandate
from programme.workdays import Workdays
from publishing.county_days.recomputing import News, Rules, bring_in
from publishing.database import Database, open_database
from publishing.migrations import upgrade
from publishing.tables.base import Base
from publishing.tables.calendar import ChangeCause
from publishing.tables.disclosures import Disclosure, Draft, DraftState, ManifestRow
from publishing.tables.people import StaffMember
from publishing.tables.schedule import DisplayGroup, EndKind, GroupEntry
from publishing.tables.units import UnitRow

MADE = 50_000
NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
_SEED = 20261128
_WALKED = 500
_WAITING_OF_TEN = 2
_AT_ONCE = 2_000
_NAMES = ("immediate", "periodic", "staged", "notice_7", "official_appointment")
_TOUCHING, _FAR = date(2026, 11, 24), date(2026, 8, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Be one made disclosure."""

    number: int
    settled_on: date
    mandate: str


def main(arguments: Sequence[str]) -> int:
    """Print both tables; return 0."""
    parser = argparse.ArgumentParser(description="重算全部期限和展示天数")
    parser.add_argument("--disclosures", type=int, default=MADE)
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable draw, not a secret
    made = list(_made(chance, parser.parse_args(arguments).disclosures))
    _counting(made)
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "mingbai.sqlite3")
        try:
            _through_the_database(database, made)
        finally:
            database.close()
    return 0


def _made(chance: random.Random, count: int) -> Iterator[Made]:
    for number in range(count):
        yield Made(
            number=number,
            settled_on=date(2026, 11, 20) - timedelta(days=chance.randrange(3)),
            mandate=chance.choice(_NAMES),
        )


def _counting(made: Sequence[Made]) -> None:
    rules = {name: shipped_mandates()[name].mandate for name in _NAMES}
    workdays = Workdays(shipped_calendar().whole())

    def mine() -> None:
        for one in made:
            rule = rules[one.mandate]
            deadlines_of(rule, counted_from=one.settled_on, workdays=workdays)
            least_shown(rule, posted_on=one.settled_on, workdays=workdays)

    def walked() -> None:
        for one in made[:_WALKED]:
            _walk(one.settled_on, rules[one.mandate])

    took = _timed(mine) / len(made)
    peer = _timed(walked) / min(_WALKED, len(made))
    _say(f"只算 {len(made):,} 件的期限和展示天数")
    _say(f"  本产品      {took * len(made):8.2f} s，每件 {took * 1e6:8.1f} µs")
    _say(f"  逐日走的库  每件 {peer * 1e6:8.1f} µs，{peer / took:.1f} 倍")


def _walk(on: date, rule: Mandate) -> None:
    """Count the same days as a library does: one by one."""
    for days in (rule.publish_target_days, rule.publish_legal_days):
        day, left = on, days or 0
        # The library knows no year beyond the last notice.
        while left and day < date(2026, 12, 31):
            day += timedelta(days=1)
            left -= chinese_calendar.is_workday(day)


def _through_the_database(database: Database, made: Sequence[Made]) -> None:
    upgrade(database)
    took = _timed(lambda: _fill(database, made))
    _say(f"库里放 {len(made):,} 件（两成在办，八成在展示），用了 {took:.1f} s")
    rules = Rules(mandates=shipped_mandates(), zone=ZONE)
    _bring_in(database, shipped_calendar(), rules)
    for words, day in (("碰到几乎每一件", _TOUCHING), ("一件也碰不到", _FAR)):
        overlay = CalendarOverlay(closed=(NamedDay(on=day, name="停工"),))
        calendar = shipped_calendar().model_copy(update={"overlay": overlay})
        begun = time.monotonic()
        moved = _bring_in(database, calendar, rules)
        spent = time.monotonic() - begun
        _bring_in(database, shipped_calendar(), rules)
        each = spent / len(made) * 1e6
        _say(f"{words}：改了 {moved:,} 件，{spent:.1f} s，平均每件 {each:.0f} µs")


def _bring_in(database: Database, calendar: WorkingCalendar, rules: Rules) -> int:
    news = News(calendar=calendar, cause=ChangeCause.DATA, words="测速", at=NOW)
    with database.session() as session:
        return bring_in(session, news, rules)


def _fill(database: Database, made: Sequence[Made]) -> None:
    with database.session() as session:
        _add(session, StaffMember, [{"id": "staff"}])
        _add(session, UnitRow, [{"id": "qinghe"}])
        _add(session, DisplayGroup, [{"id": "qinghe-hall", "unit_id": "qinghe"}])
        for at in range(0, len(made), _AT_ONCE):
            _add_some(session, made[at : at + _AT_ONCE])


def _add_some(session: Session, made: Sequence[Made]) -> None:
    bodies = [_manifest(one) for one in made]
    shas = [sha256_hex(body) for body in bodies]
    pairs = list(zip(made, shas, strict=True))
    _add(session, Disclosure, [{"id": _id(one), "unit_id": "qinghe"} for one in made])
    manifests = zip(pairs, bodies, strict=True)
    _add(
        session,
        ManifestRow,
        [
            {"sha256": sha, "disclosure_id": _id(one), "body": body}
            for (one, sha), body in manifests
        ],
    )
    _add(session, Draft, [_draft(one, sha) for one, sha in pairs])
    hanging = [pair for pair in pairs if not _waits(pair[0])]
    _add(session, GroupEntry, [_entry(one, sha) for one, sha in hanging])


def _waits(one: Made) -> bool:
    return one.number % 10 < _WAITING_OF_TEN


def _id(one: Made) -> str:
    return f"qinghe-d-{one.number}"


def _draft(one: Made, sha: str) -> dict[str, Any]:
    state = DraftState.DRAFT if _waits(one) else DraftState.APPROVED
    return {
        "id": f"qinghe-v-{one.number}",
        "disclosure_id": _id(one),
        "unit_id": "qinghe",
        "drafter_id": "staff",
        "state": state,
        "settled_on": one.settled_on,
        "mandate_name": one.mandate,
        "manifest_sha256": sha,
    }


def _entry(one: Made, sha: str) -> dict[str, Any]:
    return {
        "group_id": "qinghe-hall",
        "disclosure_id": _id(one),
        "manifest_sha256": sha,
        "starts_at": NOW,
        "end_kind": EndKind.FIXED,
        # Nearer than any mandate allows: what may move, moves.
        "ends_at": NOW + timedelta(days=1),
    }


def _manifest(one: Made) -> bytes:
    """Return what recomputing reads of a manifest, at a manifest's usual length."""
    rule = shipped_rule(one.mandate)
    page = {"words": "公开的内容有这么多字。" * 60, "dwell_s": 15}
    return canonical_bytes(
        {
            "disclosure": _id(one),
            "mandate": rule,
            "pages": [page, page, page],
            "promised_end_at": None,
        }
    )


def shipped_rule(name: str) -> dict[str, Any]:
    """Return a rule as a manifest carries it."""
    found: dict[str, Any] = json.loads(_RULES[name])
    return found


_RULES = {
    name: preset.mandate.canonical() for name, preset in shipped_mandates().items()
}


def _add(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> None:
    add(session, table, rows, now=NOW)


def _timed(do: Callable[[], None]) -> float:
    begun = time.monotonic()
    do()
    return time.monotonic() - begun


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
