"""Measure evidence: records folded per second, and bytes stored per play.

Run as `python -m benchmarks.evidence [--plays N]`. A screen plays thirty disclosures
in turn and reads its glass back at the default pace; its batches are as the agent's
default gathering makes them. Beside it: the same envelopes under zlib alone.
"""

import argparse
import random
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time as clock, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import text

from benchmarks.rows import add
from config.calendar_data import shipped_calendar
from programme.canonical import sha256_hex
from programme.chain import GENESIS, digest_of, link
from programme.clock_doubt import Heard
from programme.coverage import Folding, Version
from programme.enrolment import PURPOSE_BATCH
from programme.envelope import Envelope, seal, unseal
from programme.glass import GlassCheck, GlassOutcome
from programme.hours import DayHours, OpenSpan
from programme.keys import SigningKey
from programme.open_times import DisplayHours
from programme.records import Batch, ChainedRecord, EndReason, PlayRecord, Record
from programme.workdays import Workdays
from publishing.database import Database, open_database
from publishing.evidence.batches import keep, unpacked
from publishing.migrations import upgrade
from publishing.tables.disclosures import Disclosure, ManifestRow
from publishing.tables.evidence import EvidenceBatch
from publishing.tables.fleet import Device
from publishing.tables.schedule import DisplayGroup
from publishing.tables.units import UnitRow

_PLAYS = 24_000
_SEED = 20261129
_ITEMS = 30
_GATHERED = timedelta(minutes=20)
_CHECK_EVERY = 20
_AIM_FOLDED, _AIM_BYTES = 20_000, 15
_MS = timedelta(milliseconds=1)
_BEGAN = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
_ZONE = ZoneInfo("Asia/Shanghai")
_KEY = SigningKey(bytes(range(32)))
_DEVICE = "qinghe-hall-screen-1"
_GROWING, _ONCE = ("evidence_batch", "evidence_span"), ("evidence_shape",)
"""Tables that grow with every play, and one that grows with every slide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """Be one slide of the loop."""

    disclosure: str
    manifest: str
    page: str
    number: int
    pages: int
    dwell_s: int


def slides(chance: random.Random) -> list[Slide]:
    """Return the loop: thirty disclosures of one to three pages."""
    made = []
    for item in range(_ITEMS):
        digest = sha256_hex(b"item %d" % item)
        pages = chance.choice((1, 1, 2, 3))
        made += [
            Slide(
                disclosure=f"qinghe-d-{digest[:12]}",
                manifest=digest,
                page=sha256_hex(b"page %d %d" % (item, number)),
                number=number,
                pages=pages,
                dwell_s=chance.choice((12, 15, 18, 20)),
            )
            for number in range(1, pages + 1)
        ]
    return made


def _again() -> random.Random:
    return random.Random(_SEED)  # noqa: S311 - to be drawn again


def records(plays: int, chance: random.Random) -> Iterator[Record]:
    """Yield what a screen records, with the lateness of real frames."""
    loop, at = slides(chance), _BEGAN
    for turn in range(plays):
        slide = loop[turn % len(loop)]
        from_at = at + chance.randrange(8, 40) * _MS
        to_at = at + timedelta(seconds=slide.dwell_s) + chance.randrange(20) * _MS
        spent = (to_at - from_at) // _MS
        play = PlayRecord(
            disclosure=slide.disclosure,
            manifest=slide.manifest,
            page=slide.page,
            page_number=slide.number,
            pages=slide.pages,
            from_at=from_at,
            to_at=to_at,
            monotonic_ms=spent + chance.choice((-1, 0, 0, 0, 1)),
            dwell_s=slide.dwell_s,
            reason=EndReason.TURN_OVER,
            programme_version=32 + turn // 3000,
        )
        yield play
        if turn % _CHECK_EVERY == 0:
            yield _check(play, chance)
        at += timedelta(seconds=slide.dwell_s)


def _check(play: PlayRecord, chance: random.Random) -> GlassCheck:
    pixels = sha256_hex(play.page.encode())
    return GlassCheck(
        disclosure=play.disclosure,
        manifest=play.manifest,
        page=play.page,
        programme_version=play.programme_version,
        at=play.from_at + chance.randrange(5, 60) * _MS,
        outcome=GlassOutcome.SAME,
        expected=pixels,
        found=pixels,
        took_ms=chance.randrange(30, 60),
    )


def batches(plays: int) -> Iterator[tuple[Batch, bytes]]:
    """Yield batches with their signed envelopes, gathered as the agent gathers."""
    gathered: list[ChainedRecord] = []
    previous, leaves_at = GENESIS, _BEGAN + _GATHERED
    for number, record in enumerate(records(plays, _again()), start=1):
        gathered.append(link(record, number=number, previous=previous))
        previous = digest_of(gathered[-1])
        if isinstance(record, PlayRecord) and record.to_at >= leaves_at:
            yield _sealed(gathered)
            gathered, leaves_at = [], record.to_at + _GATHERED
    if gathered:
        yield _sealed(gathered)


def _sealed(gathered: Sequence[ChainedRecord]) -> tuple[Batch, bytes]:
    batch = Batch(device=_DEVICE, writer="player-1a2b3c4d", records=tuple(gathered))
    return batch, seal(batch, PURPOSE_BATCH, _KEY).canonical()


def fold(made: Sequence[tuple[Batch, bytes]]) -> None:
    """Fold all records to minutes and exposures, as counting does."""
    every_day = tuple(DayHours(weekday=day, spans=(_WHOLE,)) for day in range(1, 8))
    hours = DisplayHours(
        service_hours=every_day,
        zone=_ZONE,
        workdays=Workdays(shipped_calendar().whole()),
    )
    turns = {one.manifest: one.pages for one in slides(_again())}
    versions = {
        manifest: Version(turns=(tuple(range(pages)),))
        for manifest, pages in turns.items()
    }
    heard = (
        Heard(number=one.number, record=one.record, received_at=None)
        for batch, _ in made
        for one in batch.records
    )
    folded = Folding(hours, versions).fold_chain(heard)
    count = sum(tally.exposures for tally in folded.painted.values())
    if not count:
        msg = "nothing was folded"
        raise SystemExit(msg)


_WHOLE = OpenSpan(from_time=clock(0), to_time=clock(23, 59))


def read(made: Sequence[tuple[Batch, bytes]]) -> None:
    """Verify and read every envelope, as the centre does when it comes."""
    for _, body in made:
        unseal(Envelope.parse(body), Batch, PURPOSE_BATCH, _KEY.public)


def store(database: Database, made: Sequence[tuple[Batch, bytes]]) -> None:
    """Keep every batch as the centre keeps it."""
    with database.session() as session:
        for batch, body in made:
            first = batch.records[0].number
            keep(session, body, batch, first_number=first, at=_BEGAN)


def read_back(database: Database) -> int:
    """Read every record back from the kept batches, and say how many there are."""
    with database.reading() as session:
        bodies = [row.body for row in session.query(EvidenceBatch)]
        return sum(len(unpacked(session, body).records) for body in bodies)


def county(database: Database) -> None:
    """Put what batches refer to into an empty database."""
    upgrade(database)
    loop = slides(random.Random(_SEED))  # noqa: S311 - the same loop again
    matters = sorted({(one.disclosure, one.manifest) for one in loop})
    with database.session() as session:
        add(session, UnitRow, [{"id": "qinghe"}], now=_BEGAN)
        group = {"id": "qinghe-hall", "unit_id": "qinghe"}
        add(session, DisplayGroup, [group], now=_BEGAN)
        device = {"id": _DEVICE, "group_id": "qinghe-hall"}
        add(session, Device, [device], now=_BEGAN)
        rows = [{"id": matter, "unit_id": "qinghe"} for matter, _ in matters]
        add(session, Disclosure, rows, now=_BEGAN)
        signed = [{"sha256": sha, "disclosure_id": one} for one, sha in matters]
        add(session, ManifestRow, signed, now=_BEGAN)


def pages_of(database: Database, tables: Sequence[str]) -> int:
    """Return the bytes of tables and their indexes."""
    own = ", ".join(f"'{name}'" for name in tables)
    query = text(
        "SELECT sum(pgsize) FROM dbstat WHERE name IN (SELECT name FROM sqlite_master"  # noqa: S608 - our own names
        f" WHERE tbl_name IN ({own}))"
    )
    with database.reading() as session:
        return int(session.execute(query).scalar_one() or 0)


def timed(do: Callable[[], object]) -> float:
    """Return the seconds of one core that something took."""
    began = time.process_time()
    do()
    return time.process_time() - began


def main() -> int:
    """Print the figures, and fail where an aim is missed."""
    parser = argparse.ArgumentParser(description="measure evidence")
    parser.add_argument("--plays", type=int, default=_PLAYS)
    plays = parser.parse_args().plays
    made = list(batches(plays))
    count = sum(len(batch.records) for batch, _ in made)
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "centre.sqlite3")
        county(database)
        stored_s = timed(lambda: store(database, made))
        stored, once = pages_of(database, _GROWING), pages_of(database, _ONCE)
        back_s = timed(lambda: read_back(database))
        database.close()
    folded = count / timed(lambda: fold(made))
    read_per_s = count / timed(lambda: read(made))
    alone = sum(len(zlib.compress(body, 6)) for _, body in made) / plays
    print(f"{plays} plays, {count} records, {len(made)} batches")
    print(f"folded       {folded:9.0f} records/s   (aim >= {_AIM_FOLDED})")
    print(f"stored       {stored / plays:9.1f} bytes/play, tables and indexes", end="")
    print(f"   (aim <= {_AIM_BYTES}; zlib alone {alone:.0f})")
    print(f"             {once / len(slides(_again())):9.0f} bytes/slide, once for all")
    print(f"verified     {read_per_s:9.0f} records/s")
    print(f"kept         {count / stored_s:9.0f} records/s")
    print(f"read back    {count / back_s:9.0f} records/s")
    return 0 if folded >= _AIM_FOLDED and stored / plays <= _AIM_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
