"""Measure how fast the search over all disclosures answers.

`python -m benchmarks.search [--disclosures 50000] [--runs 15] [--postgres]`: one county
whose disclosures say some 600 characters each, one in twenty in a second version. Words
of one, two and more characters are sought that stand in nearly every text, in many, in
three and in none. Each answer is a whole use case. The peer, in the same run, is one
plain reading of all the words by the database.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from benchmarks.rows import add
from benchmarks.still_clock import StillClock
from publishing.database import Database, database_at, open_database
from publishing.desk.searching import Searching, Sought
from publishing.desk.text import folded
from publishing.migrations import upgrade
from publishing.staff.acting import Acting
from publishing.tables.disclosures import Disclosure, Draft, DraftState, DraftWords
from publishing.tables.people import Office, StaffMember, StaffOffice, StaffState
from publishing.tables.units import UnitLevel, UnitRow
from tests.fakes.postgres import private_cluster

_NOW = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)
_VILLAGES = 250
_SENTENCES = 3_000
_A_TEXT = 24
_AT_ONCE = 2_000
_SECOND_OF = 20
_SOUGHT = (
    ("nearly everywhere", "村"),
    ("in many", "道路"),
    ("in three, two characters", "铁塔"),
    ("in three, one character", "鳜"),
    ("in three, a name", "柳坞村水闸加固"),
    ("nowhere, two characters", "彗星"),
    ("nowhere, two words", "彗星 望远镜"),
    ("a register number", "2026-49999"),
)
_RARE = "柳坞村水闸加固旁边的铁塔下放养鳜鱼"
_HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2_500)]
_USUAL = (
    "村道路修建工程资金公示补助名单财务收支低保救助土地承包水利安全检查服务群众会议决定"
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the county, search and print what it took."""
    parser = argparse.ArgumentParser(prog="benchmarks.search")
    parser.add_argument("--disclosures", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--postgres", action="store_true")
    told = parser.parse_args(arguments)
    with _empty(on_postgres=told.postgres) as database:
        upgrade(database)
        began = time.perf_counter()
        _fill(database, told.disclosures)
        print(f"made in {time.perf_counter() - began:.0f} s")
        _measure(database, told.runs)


@contextmanager
def _empty(*, on_postgres: bool) -> Iterator[Database]:
    if on_postgres:
        with private_cluster() as cluster:
            database = database_at(cluster.new())
            yield database
            database.close()
        return
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "mingbai.sqlite3")
        yield database
        database.close()


def _measure(database: Database, runs: int) -> None:
    acting = Acting(database=database, clock=StillClock(_NOW), on_commit=lambda _: None)
    searching = Searching(acting=acting)
    if database.engine.dialect.name == "postgresql":
        with database.writing_connection() as connection:
            connection.execute(text("ANALYZE"))
    peer = _p95(partial(_read, database), runs)
    print(f"bare reading of all words: p95 {peer:.0f} ms")
    for name, words in _SOUGHT:
        ask = partial(searching.find, "all", Sought(words=words))
        found = ask()
        count = f"{len(found.lines)}{'+' if found.more else ''}"
        took, busy = _p95(ask, runs), _p95(ask, runs, clock=time.process_time)
        told = f"p95 {took:.0f} ms ({busy:.0f} ms of processor)"
        print(f"{name} ({count}): {told}, {took / peer:.1f} times the reading")


def _read(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.sum(func.length(DraftWords.words)))) or 0


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


def _fill(database: Database, count: int) -> None:
    chance = random.Random(4)  # noqa: S311 - the same county at every run
    sentences = [
        "".join(chance.choices(_USUAL, k=15) + chance.choices(_HAN, k=10)) + "。"
        for _ in range(_SENTENCES)
    ]
    with database.session() as session:
        _people(session)
    for begin in range(0, count, _AT_ONCE):
        numbers = range(begin, min(begin + _AT_ONCE, count))
        texts = {number: chance.sample(sentences, _A_TEXT) for number in numbers}
        for rare in numbers:
            if rare % (count // 3 + 1) == _AT_ONCE // 2:
                texts[rare].append(_RARE)
        with database.session() as session:
            _versions(session, {n: "".join(told) for n, told in texts.items()})


def _people(session: Session) -> None:
    person = {"id": "all", "login": "all", "name": "公开办", "state": StaffState.ACTIVE}
    add(session, StaffMember, [person], now=_NOW)
    county = {"id": "bench", "level": UnitLevel.COUNTY, "register_name": "县"}
    add(session, UnitRow, [county | {"parent_id": None}], now=_NOW)
    villages = [
        {
            "id": _unit(number),
            "parent_id": "bench",
            "level": UnitLevel.VILLAGE,
            "register_name": f"{number} 号村",
        }
        for number in range(_VILLAGES)
    ]
    add(session, UnitRow, villages, now=_NOW)
    held = {"staff_id": "all", "unit_id": "bench", "office": Office.PUBLISHER}
    add(session, StaffOffice, [held], now=_NOW)


def _unit(number: int) -> str:
    return f"bench-v{number % _VILLAGES}"


def _versions(session: Session, texts: dict[int, str]) -> None:
    matters = [
        {
            "id": f"bench-d{number}",
            "unit_id": _unit(number),
            "register_number": f"{number % _VILLAGES} 号村 2026-{number}",
        }
        for number in texts
    ]
    add(session, Disclosure, matters, now=_NOW)
    made = list(_drafts(texts))
    add(session, Draft, made, now=_NOW)
    said = [
        {
            "draft_id": one["id"],
            "disclosure_id": one["disclosure_id"],
            "words": folded(f"{one['title']} {one['blocks'][0]['text']}"),
        }
        for one in made
    ]
    add(session, DraftWords, said, now=_NOW)


def _drafts(texts: dict[int, str]) -> Iterator[dict[str, Any]]:
    for number, told in texts.items():
        at = _NOW - timedelta(minutes=number)
        second = number % _SECOND_OF == 0
        for version in range(1 + second):
            yield {
                "id": f"bench-v{number}-{version}",
                "disclosure_id": f"bench-d{number}",
                "unit_id": _unit(number),
                "drafter_id": "all",
                "state": DraftState.APPROVED,
                "title": f"第 {number} 件公开事项",
                "settled_on": date(2026, 11, 20),
                "created_at": at + timedelta(hours=version),
                "changed_at": at + timedelta(hours=version),
                "blocks": [{"kind": "paragraph", "text": told}],
            }


if __name__ == "__main__":
    main()
