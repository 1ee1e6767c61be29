"""Hold a county that publishes beside a shelf of its backups, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from publishing.backup.going_on import Restored, go_on
from publishing.backup.holders import HolderKey, new_holder
from publishing.backup.making import BackupMaker, SqliteSource
from publishing.backup.retention import Retention
from publishing.backup.shelf import Shelf
from publishing.backup.sources import HOLDERS_FOLDER
from publishing.database import Database, open_database
from publishing.database_server import DATABASE_NAME
from publishing.release.disk import RealDisk
from publishing.release.keyring import read_online_signers
from publishing.release.publisher import Publisher
from publishing.release.repository import Repository
from tests.fakes.delivery import LONG, Delivery, RecordingWaker, new_delivery
from tests.fakes.hand_clock import NOON

ZONE = ZoneInfo("Asia/Shanghai")
STAYS = Retention(daily=7, weekly=4, monthly=12)
FEW_STAY = Retention(daily=2, weekly=0, monthly=0)
PASSPHRASES = ("first-holder-2026", "second-holder-2026", "third-holder-2026")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """Be the county, its folder and its shelf."""

    delivery: Delivery
    folder: Path
    shelf: Shelf
    maker: BackupMaker
    forgetful: BackupMaker
    """Keeps two days alone."""
    holders: tuple[HolderKey, ...]


@contextmanager
def backed_up(folder: Path) -> Iterator[BackedUp]:
    """Give a county whose database and files lie in its folder, as a centre's do."""
    with new_delivery(folder) as delivery:
        county = delivery.county
        own = folder / "centre"
        (own / "files").symlink_to(folder / "files")
        database = Path(county.database.engine.url.database or "")
        (own / DATABASE_NAME).symlink_to(database)
        shelf = Shelf(folder / "backups")
        keys = _holder_keys()
        for key in keys:
            path = own / HOLDERS_FOLDER / f"{key.holder.public[:16]}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(key.holder.canonical())
        yield BackedUp(
            delivery=delivery,
            folder=own,
            shelf=shelf,
            holders=keys,
            maker=_maker(delivery, own, shelf, STAYS),
            # Every one but the last two goes.
            forgetful=_maker(delivery, own, shelf, FEW_STAY),
        )


def _maker(
    delivery: Delivery, folder: Path, shelf: Shelf, stays: Retention
) -> BackupMaker:
    database = Path(delivery.county.database.engine.url.database or "")
    return BackupMaker(
        county="qinghe",
        folder=folder,
        database=SqliteSource(path=database),
        shelf=shelf,
        retention=stays,
        zone=ZONE,
        clock=delivery.county.clock,
    )


@cache
def _holder_keys() -> tuple[HolderKey, ...]:
    """Return the holders' keys: stretching a passphrase takes as long as a test."""
    return tuple(
        new_holder(f"保管{number}", passphrase, NOON)
        for number, passphrase in enumerate(PASSPHRASES)
    )


@contextmanager
def started(one: BackedUp, folder: Path) -> Iterator[tuple[Database, Publisher]]:
    """Start what delivers out of a restored folder, as the centre does."""
    database = open_database(folder / DATABASE_NAME)
    repository = Repository(
        folder / "repository",
        signers=read_online_signers(folder / "keys"),
        lifetimes=LONG,
        disk=RealDisk(),
    )
    try:
        told(one, folder, database, repository)
        yield (
            database,
            Publisher(
                database=database,
                repository=repository,
                makers=one.delivery.makers,
                waker=RecordingWaker(),
                clock=one.delivery.county.clock,
            ),
        )
    finally:
        database.close()


def told(
    one: BackedUp, folder: Path, database: Database, repository: Repository
) -> Restored | None:
    """Go on after a restore, as the centre's start does."""
    return go_on(
        folder,
        database=database,
        repository=repository,
        clock=one.delivery.county.clock,
        zone=ZONE,
    )
