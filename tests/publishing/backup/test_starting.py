import sqlite3
from pathlib import Path

import pytest

from publishing.backup.errors import FolderInUse
from publishing.backup.house import maker_of
from publishing.backup.record import Why
from publishing.backup.restoring import alone_in
from publishing.backup.rows import runs
from publishing.backup.starting import DatabaseLost, UpgradeRefused
from publishing.centre.core import open_core
from publishing.database import open_database
from publishing.database_server import DATABASE_NAME
from publishing.migrations import upgrade
from publishing.migrations.upgrading import head, revision_of
from publishing.staff.joining import found_county as found
from tests.fakes.centre_settings import settings_of
from tests.fakes.counties import County, found_county
from tests.fakes.hand_clock import HandClock

OLDER = "0048"
"""A revision before backups were noted."""


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path / "centre")


@pytest.fixture
def clock(county: County) -> HandClock:
    return HandClock(county.now)


def at_revision(county: County, revision: str) -> Path:
    path = county.places.folder / DATABASE_NAME
    database = open_database(path)
    upgrade(database, revision=revision)
    database.close()
    return path


def revision(path: Path) -> str | None:
    database = open_database(path)
    try:
        return revision_of(database)
    finally:
        database.close()


def test_an_older_database_is_backed_up_and_proved_before_it_is_migrated(
    county: County, clock: HandClock
) -> None:
    path = at_revision(county, OLDER)
    settings = settings_of(county.places.folder)

    with open_core(settings, clock) as core, core.database.reading() as session:
        noted = [(row.why, row.good) for row in runs(session)]
    with open_core(settings, clock):
        pass

    [backup] = maker_of(settings, clock).shelf.good()
    assert backup.record.why is Why.BEFORE_UPGRADE
    assert backup.record.facts.revision == OLDER
    assert revision(path) == head()
    assert noted == [("before_upgrade", True)]


def test_without_a_backup_that_holds_nothing_is_migrated_and_nothing_starts(
    county: County, clock: HandClock
) -> None:
    path = at_revision(county, OLDER)
    settings = settings_of(county.places.folder)
    settings.backup_folder.write_text("no folder")

    with pytest.raises(UpgradeRefused, match="没有升级"), open_core(settings, clock):
        pass

    assert revision(path) == OLDER


def test_a_damaged_database_is_not_opened_and_the_newest_good_backup_is_named(
    county: County, clock: HandClock
) -> None:
    settings = settings_of(county.places.folder)
    with open_core(settings, clock) as core, core.database.session() as session:
        found(
            session,
            unit="qinghe",
            name="清禾县",
            login="guanli",
            person="岗",
            now=clock.now(),
        )
    made = maker_of(settings, clock).make(Why.BY_HAND)
    path = county.places.folder / DATABASE_NAME
    with sqlite3.connect(path) as writer:
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    writer.close()
    data = bytearray(path.read_bytes())
    for place in range(4096, len(data), 4096):
        data[place : place + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))

    with pytest.raises(DatabaseLost) as refusal, open_core(settings, clock):
        pass

    assert made.backup.name in str(refusal.value)
    assert "mingbai restore --from" in str(refusal.value)
    assert path.read_bytes() == bytes(data)


def test_a_database_that_vanished_beside_what_was_published_is_not_begun_anew(
    county: County, clock: HandClock
) -> None:
    settings = settings_of(county.places.folder)
    with open_core(settings, clock):
        pass
    county.repository().renew(clock.now().replace(year=clock.now().year + 1))
    (county.places.folder / DATABASE_NAME).unlink()

    with (
        pytest.raises(DatabaseLost, match=r"不见了.*没有核对过的备份"),
        open_core(settings, clock),
    ):
        pass

    assert not (county.places.folder / DATABASE_NAME).exists()


def test_while_a_backup_is_restored_the_centre_does_not_start(
    county: County, clock: HandClock
) -> None:
    settings = settings_of(county.places.folder)

    with (
        alone_in(county.places.folder),
        pytest.raises(FolderInUse),
        open_core(settings, clock),
    ):
        pass
