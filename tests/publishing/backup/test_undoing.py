import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.centre import CentreSettings
from publishing.backup.errors import RestoreRefused
from publishing.backup.house import maker_of
from publishing.backup.record import Why
from publishing.backup.restore_commands import app
from publishing.backup.shelf import Shelf
from publishing.backup.starting import DatabaseNewer
from publishing.backup.undoing import undone
from publishing.centre.core import open_core
from publishing.database import open_database
from publishing.database_server import DATABASE_NAME
from publishing.migrations.upgrading import head, revision_of
from tests.fakes.centre_settings import settings_of
from tests.fakes.counties import County, found_county
from tests.fakes.hand_clock import HandClock


@pytest.fixture
def county(tmp_path: Path) -> County:
    return found_county(tmp_path / "centre")


@pytest.fixture
def clock(county: County) -> HandClock:
    return HandClock(county.now)


@pytest.fixture
def settings(county: County, clock: HandClock) -> CentreSettings:
    """Give a county that this version has started, and backed up as if to upgrade."""
    told = settings_of(county.places.folder)
    with open_core(told, clock):
        pass
    maker_of(told, clock).make(Why.BEFORE_UPGRADE)
    return told


def path_of(settings: CentreSettings) -> Path:
    return settings.data_folder / DATABASE_NAME


def migrate_as_a_newer_version(settings: CentreSettings) -> None:
    with sqlite3.connect(path_of(settings)) as writer:
        writer.execute("UPDATE alembic_version SET version_num = '9999'")
    writer.close()


def revision(settings: CentreSettings) -> str | None:
    database = open_database(path_of(settings))
    try:
        return revision_of(database)
    finally:
        database.close()


def undo(settings: CentreSettings, clock: HandClock) -> str | None:
    shelf = Shelf(settings.backup_folder)
    since = clock.now() - timedelta(minutes=1)
    outcome = undone(settings, shelf, clock, since=since)
    return outcome.backup.name if outcome else None


# F28
def test_what_a_newer_version_did_to_the_database_is_taken_back(
    settings: CentreSettings, clock: HandClock
) -> None:
    migrate_as_a_newer_version(settings)

    name = undo(settings, clock)

    assert name == Shelf(settings.backup_folder).good()[0].name
    assert revision(settings) == head()
    with open_core(settings, clock):
        pass


def test_a_database_that_no_newer_version_touched_stays_as_it_is(
    settings: CentreSettings, clock: HandClock
) -> None:
    before = path_of(settings).read_bytes()

    assert undo(settings, clock) is None
    assert path_of(settings).read_bytes() == before


# F28: killed between setting the old file aside and putting the new one in place.
def test_a_restore_that_was_cut_short_is_done_again(
    county: County, settings: CentreSettings, clock: HandClock
) -> None:
    county.repository().renew(clock.now().replace(year=clock.now().year + 1))
    path_of(settings).unlink()

    undo(settings, clock)

    assert revision(settings) == head()


def test_no_backup_from_before_this_upgrade_is_taken(
    settings: CentreSettings, clock: HandClock
) -> None:
    migrate_as_a_newer_version(settings)
    clock.forward(hours=1)

    with pytest.raises(RestoreRefused, match="没有这次升级前的备份"):
        undo(settings, clock)

    assert revision(settings) == "9999"


def test_rows_on_a_server_are_taken_back_by_hand(
    settings: CentreSettings, clock: HandClock
) -> None:
    changed = {"database_url": "postgresql://mingbai@127.0.0.1/mingbai"}

    with pytest.raises(RestoreRefused, match="pg_restore"):
        undo(settings.model_copy(update=changed), clock)


def test_a_county_that_never_started_has_nothing_to_take_back(
    county: County, clock: HandClock
) -> None:
    assert undo(settings_of(county.places.folder), clock) is None


# F28
def test_an_older_version_touches_no_newer_database_and_says_what_to_do(
    settings: CentreSettings, clock: HandClock
) -> None:
    migrate_as_a_newer_version(settings)

    with pytest.raises(DatabaseNewer, match="升级前"), open_core(settings, clock):
        pass

    assert revision(settings) == "9999"


def test_the_command_says_what_it_took_back(
    settings: CentreSettings, tmp_path: Path
) -> None:
    file = tmp_path / "centre.toml"
    file.write_text(f'county = "qinghe"\ndata_folder = "{settings.data_folder}"\n')
    words = ["--settings", str(file), "--undo-upgrade", "2026-01-01T00:00:00Z"]

    untouched = CliRunner().invoke(app, words)
    migrate_as_a_newer_version(settings)
    taken_back = CliRunner().invoke(app, words)

    assert (untouched.exit_code, taken_back.exit_code) == (0, 0)
    assert "没有升级过" in untouched.stdout
    assert "退回了升级前" in taken_back.stdout
