from pathlib import Path

import pytest

from programme.programme import Programme, target_of
from publishing.backup.errors import (
    BackupDamaged,
    FolderInUse,
    KeysNotOpened,
    RestoreRefused,
)
from publishing.backup.holders import open_keys, unlocked
from publishing.backup.record import Why
from publishing.backup.restoring import Part, Restorer, held
from publishing.backup.shelf import Backup
from publishing.database import open_read_only
from publishing.database_server import DATABASE_NAME
from publishing.oversight.journal import page, verify
from publishing.release.makers import ask_for_everything
from publishing.tables.disclosures import RegisterCounter
from tests.fakes.backups import PASSPHRASES, BackedUp, started
from tests.fakes.delivery import SCREEN
from tests.fakes.publications import publish_everything
from tests.fakes.readers import Reader


def opened(county: BackedUp, backup: Backup, *who: int) -> dict[str, bytes]:
    sealed = county.shelf.keys_of(backup)
    assert sealed is not None
    keys = [unlocked(county.holders[one], PASSPHRASES[one]) for one in who]
    return open_keys(sealed, keys)


def restorer(county: BackedUp) -> Restorer:
    return Restorer(county.shelf, county.delivery.county.clock)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_everything_comes_back_into_an_empty_folder_with_two_holders(
    county: BackedUp, tmp_path: Path
) -> None:
    county.delivery.county.approved()
    publish_everything(county.delivery)
    (county.folder / "keys" / "voice.key").write_text("opens questions")
    before = tree(county.folder)
    backup = county.maker.make(Why.BY_HAND).backup

    outcome = restorer(county).restore(
        backup, tmp_path / "new", keys=opened(county, backup, 0, 2)
    )

    after = tree(tmp_path / "new")
    # What was carried away after the ceremony is in no backup.
    own = {
        name
        for name in before
        if not name.startswith("offline/") and name != DATABASE_NAME
    }
    assert {name: after.get(name) for name in own} == {one: before[one] for one in own}
    assert not (tmp_path / "new" / "offline").exists()
    assert outcome.set_aside is None
    assert len(outcome.steps) == 4
    assert after["keys/voice.key"] == b"opens questions"
    key = tmp_path / "new" / "keys" / "timestamp.key"
    assert key.stat().st_mode & 0o077 == 0
    database = open_read_only(tmp_path / "new" / DATABASE_NAME)
    with database.reading() as session:
        assert verify(session).entries == backup.record.facts.rows["journal"]
    database.close()


def test_one_holder_alone_opens_no_keys_and_a_wrong_passphrase_neither(
    county: BackedUp,
) -> None:
    backup = county.maker.make(Why.BY_HAND).backup

    with pytest.raises(KeysNotOpened, match="保管0、保管1、保管2"):
        opened(county, backup, 1)
    with pytest.raises(KeysNotOpened, match="保管1的口令不对"):
        unlocked(county.holders[1], PASSPHRASES[0])


def test_nothing_is_restored_where_there_are_no_keys_and_no_holders(
    county: BackedUp, tmp_path: Path
) -> None:
    backup = county.maker.make(Why.BY_HAND).backup

    with pytest.raises(RestoreRefused, match="两位保管人"):
        restorer(county).restore(backup, tmp_path / "new")

    assert tree(tmp_path / "new") == {}


def test_what_lies_there_is_replaced_only_on_demand_and_never_lost(
    county: BackedUp, tmp_path: Path
) -> None:
    backup = county.maker.make(Why.BY_HAND).backup
    into = tmp_path / "there"
    restorer(county).restore(backup, into, keys=opened(county, backup, 0, 1))
    (into / "files").mkdir(exist_ok=True)
    (into / "files" / "own").write_bytes(b"made since")
    (into / f"{DATABASE_NAME}-wal").write_bytes(b"wal of the old one")
    before = tree(into)
    county.delivery.county.clock.forward(hours=1)

    with pytest.raises(RestoreRefused, match="--replace"):
        restorer(county).restore(backup, into)
    assert tree(into) == before

    outcome = restorer(county).restore(backup, into, replace=True)

    assert outcome.set_aside is not None
    assert tree(outcome.set_aside) == before
    assert not (into / f"{DATABASE_NAME}-wal").exists()
    assert not (into / "files" / "own").exists()
    # Its own keys stay in use: they are no older than those of the backup.
    assert (into / "keys" / "timestamp.key").read_bytes() == before[
        "keys/timestamp.key"
    ]


def test_the_database_alone_comes_back_beside_keys_and_repository(
    county: BackedUp, tmp_path: Path
) -> None:
    backup = county.maker.make(Why.BY_HAND).backup
    into = tmp_path / "there"
    restorer(county).restore(backup, into, keys=opened(county, backup, 0, 1))
    (into / DATABASE_NAME).write_bytes(b"spoiled")
    repository = tree(into / "repository")
    county.delivery.county.clock.forward(hours=1)

    outcome = restorer(county).restore(backup, into, part=Part.DATABASE, replace=True)

    assert outcome.set_aside is not None
    assert (outcome.set_aside / DATABASE_NAME).read_bytes() == b"spoiled"
    assert tree(into / "repository") == repository
    with pytest.raises(RestoreRefused, match="恢复全部"):
        restorer(county).restore(
            backup, tmp_path / "nothing", part=Part.DATABASE, replace=True
        )


def test_a_folder_in_which_the_centre_works_is_left_alone(
    county: BackedUp, tmp_path: Path
) -> None:
    backup = county.maker.make(Why.BY_HAND).backup

    with held(tmp_path / "new"), pytest.raises(FolderInUse, match="先停下发布中心"):
        restorer(county).restore(backup, tmp_path / "new", replace=True, keys={})


def test_a_backup_that_does_not_hold_changes_nothing(
    county: BackedUp, tmp_path: Path
) -> None:
    backup = county.maker.make(Why.BY_HAND).backup
    into = tmp_path / "there"
    restorer(county).restore(backup, into, keys=opened(county, backup, 0, 1))
    before = tree(into)
    county.shelf.pool.drop(backup.record.database.parts[-1:])

    with pytest.raises(BackupDamaged):
        restorer(county).restore(backup, into, replace=True)

    assert tree(into) == before


def test_a_device_that_saw_more_than_the_backup_takes_what_comes_after_a_restore(
    county: BackedUp, tmp_path: Path
) -> None:
    delivery, clock = county.delivery, county.delivery.county.clock
    old = delivery.county.approved()
    publish_everything(delivery)
    backup = county.maker.make(Why.NIGHTLY).backup
    for _ in range(3):
        delivery.county.approved()
        publish_everything(delivery)
    seen, numbers = delivery.programme(SCREEN).version, delivery.shown(SCREEN)
    clock.forward(days=2)
    into = tmp_path / "new"

    restorer(county).restore(backup, into, keys=opened(county, backup, 1, 2))
    with started(county, into) as (database, publisher):
        with database.session() as session:
            ask_for_everything(session, clock.now())
        publisher.publish_due()
        with database.reading() as session:
            counter = session.get_one(RegisterCounter, ("qinghe-liuwu", 2026))
            told = page(session, subject=backup.name)

    # The same device, with the metadata that it kept, now asks the restored centre.
    data = Reader(into / "repository", county.folder.parent / "device").get(
        target_of(SCREEN)
    )
    assert data is not None
    assert Programme.parse(data).version > seen + 1_000_000
    assert len(numbers) == 4
    assert old.line.disclosure in numbers
    # Three numbers were given after the backup; none of them is given again.
    assert counter.last >= 1 + 3
    assert [entry.act for entry in told] == ["backup.restored"]
    assert not (into / "restored.json").exists()


def test_a_device_refuses_what_a_restore_without_the_leap_would_publish(
    county: BackedUp, tmp_path: Path
) -> None:
    delivery = county.delivery
    publish_everything(delivery)
    backup = county.maker.make(Why.NIGHTLY).backup
    delivery.county.approved()
    publish_everything(delivery)
    assert delivery.programme(SCREEN).version > 1
    into = tmp_path / "new"
    restorer(county).restore(backup, into, keys=opened(county, backup, 1, 2))
    device = Reader(into / "repository", county.folder.parent / "device")

    # Before the start has raised the versions nobody takes anything of it.
    with pytest.raises(Exception, match=r"[Vv]ersion"):
        device.get(target_of(SCREEN))
