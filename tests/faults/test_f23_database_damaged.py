import os
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from programme.programme import PEOPLE_TARGET
from publishing.backup.house import maker_of
from publishing.backup.record import Why
from publishing.backup.restore_commands import app as restore
from publishing.backup.starting import DatabaseLost
from publishing.backup.versions import highest_version
from publishing.centre.core import open_core
from publishing.centre.upkeep import Upkeep
from publishing.database_server import DATABASE_NAME
from publishing.oversight.journal import record
from publishing.staff.joining import found_county as found
from tests.fakes.centre_settings import settings_of
from tests.fakes.counties import County, found_county
from tests.fakes.hand_clock import HandClock
from tests.fakes.readers import Reader

ROUNDS = int(os.environ.get("MINGBAI_F23_ROUNDS", "5"))
MEGABYTES = int(os.environ.get("MINGBAI_F23_MB", "2"))
"""Pictures and rows that lie in the county beside the little that is in it."""
SEED = 20261129
MOST_S = 600
PAGE = 4096
_DRAW = 1 << 24

pytestmark = pytest.mark.fault


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path / "centre")


def cut_short(data: bytearray, chance: Random) -> bytes:
    return bytes(data[: chance.randrange(PAGE, len(data) - PAGE)])


def head_gone(data: bytearray, chance: Random) -> bytes:
    data[:100] = bytes(chance.randrange(256) for _ in range(100))
    return bytes(data)


def pages_gone(data: bytearray, chance: Random) -> bytes:
    for page in range(1, len(data) // PAGE):
        if chance.random() < 0.5:
            data[page * PAGE : page * PAGE + 64] = b"\0" * 64
    return bytes(data)


def something_else(data: bytearray, chance: Random) -> bytes:
    # A gigabyte at once is more than a draw may have.
    return b"".join(
        chance.randbytes(min(_DRAW, len(data) - place))
        for place in range(0, len(data), _DRAW)
    )


def nothing(data: bytearray, chance: Random) -> None:
    del data, chance


HARMS: tuple[Callable[[bytearray, Random], bytes | None], ...] = (
    cut_short,
    head_gone,
    pages_gone,
    something_else,
    nothing,
)


def start(county: County, clock: HandClock, *, entries: int = 0) -> None:
    """Start the centre, publish what is due, and stop it in good order."""
    settings = settings_of(county.places.folder)
    with open_core(settings, clock) as core:
        with core.database.session() as session:
            for number in range(entries):
                record(
                    session,
                    actor="system",
                    act="report.made",
                    subject=f"{number}",
                    details={"reason": "x" * 2000},
                    at=clock.now(),
                )
        Upkeep(
            database=core.database,
            publisher=core.publisher,
            clock=clock,
            time_zone="Asia/Shanghai",
        ).start()


def settle(county: County, clock: HandClock) -> None:
    with (
        open_core(settings_of(county.places.folder), clock) as core,
        core.database.session() as session,
    ):
        found(
            session,
            unit="qinghe",
            name="清禾县",
            login="guanli",
            person="岗",
            now=clock.now(),
        )


def fill(county: County) -> None:
    """Lay pictures into the county, of which a backup takes its time."""
    folder = county.places.folder / "captures" / "aa"
    folder.mkdir(parents=True)
    for number in range(MEGABYTES * 5):
        (folder / f"{number:064x}").write_bytes(os.urandom(200_000))


def harm(path: Path, number: int, chance: Random) -> bytes | None:
    """Damage a database in one of several ways; return what is left of it."""
    harmed = HARMS[number % len(HARMS)](bytearray(path.read_bytes()), chance)
    path.unlink()
    if harmed is not None:
        path.write_bytes(harmed)
    return harmed


def set_aside(folder: Path) -> bytes:
    """Return the damaged database that the last restore has kept."""
    return (max(folder.glob("before-restore-*")) / DATABASE_NAME).read_bytes()


def test_a_damaged_database_is_refused_and_the_restore_named_there_brings_it_back(
    county: County, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    clock, folder = HandClock(county.now), county.places.folder
    path = folder / DATABASE_NAME
    settle(county, clock)
    fill(county)
    start(county, clock, entries=MEGABYTES * 250)
    settings = settings_of(folder)
    made = maker_of(settings, clock).make(Why.NIGHTLY)
    device = Reader(folder / "repository", tmp_path / "device")
    chance, slowest = Random(SEED), 0.0  # noqa: S311 - to be drawn again
    for number in range(ROUNDS):
        start(county, clock, entries=5)
        assert device.get(PEOPLE_TARGET) is not None
        seen = highest_version(folder / "repository")
        harmed = harm(path, number, chance)

        with pytest.raises(DatabaseLost) as refusal, open_core(settings, clock):
            pass
        began = time.monotonic()
        words = str(refusal.value).partition("mingbai restore ")[2].partition("（")[0]
        done = CliRunner().invoke(restore, words.split())
        start(county, clock)
        slowest = max(slowest, time.monotonic() - began)

        assert made.backup.name in str(refusal.value)
        assert done.exit_code == 0, done.output
        assert device.get(PEOPLE_TARGET) is not None
        assert highest_version(folder / "repository") >= seen
        assert harmed is None or set_aside(folder) == harmed
    assert slowest <= MOST_S
    size = made.backup.record.length / 1e6
    told = f"{ROUNDS} of {ROUNDS} damages refused and brought back"
    record_property("outcome", f"{told}; slowest {slowest:.1f} s for {size:.0f} MB")
