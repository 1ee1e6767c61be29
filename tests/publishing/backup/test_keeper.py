from pathlib import Path

import pytest

from config.centre import Backup, CentreSettings
from config.settings import defaults_of
from publishing.backup.keeper import BackupKeeper, are_apart
from publishing.backup.record import Why
from publishing.backup.rows import runs
from publishing.duties.backups import BackupDuties
from publishing.duties.source import Reach
from publishing.oversight.journal import page
from publishing.staff.offices import person_of
from tests.fakes.backups import ZONE, BackedUp


@pytest.fixture
def keeper(county: BackedUp) -> BackupKeeper:
    return BackupKeeper(
        database=county.delivery.county.database,
        maker=county.maker,
        rule=Backup.model_validate(defaults_of(CentreSettings)["backup"]),
        folder=county.folder,
        zone=ZONE,
        clock=county.delivery.county.clock,
    )


def told(county: BackedUp, who: str = "admin") -> list[str]:
    """Return what a person's to-do list says of backups."""
    own = county.delivery.county
    now = own.clock.now()
    with own.database.reading() as session:
        reach = Reach(at=now, on=now.date(), until_on=now.date())
        person = person_of(session, own.people[who], now)
        found = BackupDuties(zone=ZONE).for_person(session, person, reach)
        return [f"{one.title}，{one.about}" for one in found]


def test_each_night_one_backup_is_made_noted_and_journalled(
    county: BackedUp, keeper: BackupKeeper
) -> None:
    own = county.delivery.county
    keeper.start()
    keeper.tick()
    assert county.shelf.all() == ()
    own.clock.forward(hours=14)
    keeper.tick()
    keeper.tick()

    with own.database.reading() as session:
        rows, entries = runs(session), page(session, limit=1)
    assert [(row.name, row.good) for row in rows] == [
        (one.name, True) for one in county.shelf.good()
    ]
    assert entries[0].act == "backup.made"
    assert entries[0].details["holders"] == "保管0、保管1、保管2"
    assert told(county) == []


def test_a_failed_backup_is_tried_again_and_told_to_administrators_alone(
    county: BackedUp, keeper: BackupKeeper
) -> None:
    own = county.delivery.county
    keeper.start()
    with county.shelf.alone():
        keeper.make(Why.BY_HAND)

    assert told(county) == [
        "备份没有做成：另一个程序正在做备份，请等它做完，还没有一份核对过的备份"
    ]
    assert told(county, "publisher") == []
    own.clock.forward(hours=14)
    keeper.tick()
    assert told(county) == []
    own.clock.forward(hours=31)
    assert told(county) == ["备份太旧了，最近一份核对过的是 11 月 24 日 02:00"]


def test_a_keeper_that_was_not_told_to_makes_no_backup_and_a_fault_is_logged(
    county: BackedUp, keeper: BackupKeeper, caplog: pytest.LogCaptureFixture
) -> None:
    keeper.start()
    county.delivery.county.clock.forward(days=2)
    county.shelf.folder.write_text("no folder")

    keeper.tick()

    assert "backup failed: 备份文件夹" in caplog.text
    assert "写不进去" in told(county)[0]


def test_whether_two_folders_lie_on_two_disks_is_told_of_folders_to_come(
    tmp_path: Path,
) -> None:
    assert not are_apart(tmp_path, tmp_path / "a" / "b")
    assert are_apart(tmp_path, Path("/proc/backups"))
    assert not are_apart(tmp_path / "none", tmp_path)
