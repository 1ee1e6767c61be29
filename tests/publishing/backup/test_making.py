import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from publishing.backup.checking import check
from publishing.backup.errors import BackupDamaged, BackupFailed
from publishing.backup.record import Why
from publishing.backup.shelf import PARTIAL, SCRATCH, Shelf
from tests.fakes.backups import BackedUp
from tests.fakes.delivery import SCREEN
from tests.fakes.publications import publish_everything
from tests.fakes.small_disks import NOT_ROOT, small_disk


def pieces(shelf: Shelf) -> list[Path]:
    return sorted((shelf.folder / "pool").glob("??/*"))


def leavings(shelf: Shelf) -> list[str]:
    return sorted(
        path.name
        for path in shelf.folder.glob(".*")
        if path.name.startswith((PARTIAL, SCRATCH))
    )


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def test_what_a_killed_drill_left_goes_and_one_that_goes_on_stays(
    tmp_path: Path,
) -> None:
    shelf = Shelf(tmp_path)
    killed = tmp_path / ".drill-killed"
    killed.mkdir()
    (killed / "county.db").write_bytes(b"a whole county")

    with shelf.drilling() as going_on:
        shelf.tidy()
        left = list(tmp_path.iterdir())

    assert left == [going_on]
    assert list(tmp_path.iterdir()) == []


def test_a_backup_counts_as_good_because_it_was_restored_and_held(
    county: BackedUp,
) -> None:
    county.delivery.county.approved()
    publish_everything(county.delivery)

    made = county.maker.make(Why.BY_HAND)

    backup = county.shelf.named(None)
    assert backup == made.backup
    assert backup.checked is not None
    assert backup.checked.journal == backup.record.facts.rows["journal"] > 10
    assert backup.checked.log == backup.record.facts.rows["log_leaf"] > 0
    assert backup.checked.files == len(backup.record.files)
    paths = {one.path for one in backup.record.files}
    assert {
        "repository/metadata/timestamp.json",
        "repository/metadata/1.root.json",
    } <= (paths)
    assert any(path.startswith("files/") for path in paths)
    assert not [path for path in paths if path.startswith("keys/")]
    assert backup.record.highest_version >= 2
    assert made.new_bytes == sum(path.stat().st_size for path in pieces(county.shelf))


def test_keys_are_in_it_for_two_of_three_holders_and_nowhere_in_clear(
    county: BackedUp,
) -> None:
    made = county.maker.make(Why.BY_HAND)

    secret = (county.folder / "keys" / "timestamp.key").read_bytes()
    assert made.backup.record.holders == ("保管0", "保管1", "保管2")
    assert not [
        path
        for path in county.shelf.folder.rglob("*")
        if path.is_file() and secret in path.read_bytes()
    ]


def test_without_two_holders_the_backup_says_that_it_holds_no_keys(
    county: BackedUp,
) -> None:
    for path in sorted((county.folder / "holders").iterdir())[1:]:
        path.unlink()

    made = county.maker.make(Why.BY_HAND)

    assert made.backup.record.keys is None
    assert made.backup.record.holders == ()


def test_a_second_backup_takes_only_what_is_new(county: BackedUp) -> None:
    first = county.maker.make(Why.NIGHTLY)
    county.delivery.county.clock.forward(days=1)
    county.delivery.county.approved()

    second = county.maker.make(Why.NIGHTLY)

    assert [one.name for one in county.shelf.good()] == [
        "2026-11-24t12-00-00",
        "2026-11-23t12-00-00",
    ]
    assert first.backup.record.files[0] in second.backup.record.files
    assert second.new_bytes < second.backup.record.length


def test_two_backups_of_one_second_have_two_names(county: BackedUp) -> None:
    names = [county.maker.make(Why.BY_HAND).backup.name for _ in range(2)]

    assert names == ["2026-11-23t12-00-00", "2026-11-23t12-00-00.2"]
    assert [one.name for one in county.shelf.good()] == names[1:]


def test_a_copy_beside_a_writer_is_of_one_moment(county: BackedUp) -> None:
    path = county.delivery.county.database.engine.url.database or ""
    with sqlite3.connect(path, isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM journal")

        made = county.maker.make(Why.BY_HAND)

        writer.execute("ROLLBACK")
    writer.close()
    assert made.backup.checked is not None
    assert made.backup.checked.journal > 0


def test_a_damaged_piece_of_an_older_backup_is_taken_in_anew(county: BackedUp) -> None:
    county.maker.make(Why.BY_HAND)
    for path in pieces(county.shelf):
        flip(path)
    county.delivery.county.clock.forward(days=1)

    made = county.maker.make(Why.NIGHTLY)

    assert made.backup.checked is not None
    for backup in county.shelf.all():
        assert check(county.shelf, backup, county.delivery.county.clock).files > 0


def test_a_flipped_byte_is_found_and_the_backup_is_good_no_more(
    county: BackedUp,
) -> None:
    made = county.maker.make(Why.BY_HAND)
    flip(pieces(county.shelf)[0])

    with pytest.raises(BackupDamaged, match="缺失或损坏，共 1 块"):
        check(county.shelf, made.backup, county.delivery.county.clock)

    assert county.shelf.good() == ()


def test_a_deleted_line_of_the_journal_is_no_good_backup(county: BackedUp) -> None:
    path = county.delivery.county.database.engine.url.database or ""
    with sqlite3.connect(path) as writer:
        writer.execute("DELETE FROM journal WHERE number = 3")
    writer.close()

    with pytest.raises(BackupFailed, match="操作记录从第 3 条起对不上"):
        county.maker.make(Why.BY_HAND)

    assert county.shelf.all() == ()


def test_a_changed_leaf_of_the_log_is_no_good_backup(county: BackedUp) -> None:
    county.delivery.county.approved()
    path = county.delivery.county.database.engine.url.database or ""
    with sqlite3.connect(path) as writer:
        writer.execute("UPDATE log_leaf SET body = x'00' WHERE place = 1")
    writer.close()

    with pytest.raises(BackupFailed, match="存证日志第 2 条对不上"):
        county.maker.make(Why.BY_HAND)


def test_a_repository_with_a_file_missing_is_no_good_backup(county: BackedUp) -> None:
    county.delivery.county.approved()
    county.delivery.publisher.publish_changes([SCREEN])
    for path in (county.folder / "repository" / "targets").rglob("*.json"):
        path.unlink()

    with pytest.raises(BackupFailed, match="发布库缺"):
        county.maker.make(Why.BY_HAND)


def test_a_spoiled_database_makes_no_backup_and_those_before_it_stay(
    county: BackedUp,
) -> None:
    good = county.maker.make(Why.BY_HAND)
    path = Path(county.delivery.county.database.engine.url.database or "")
    county.delivery.county.database.close()
    data = bytearray(path.read_bytes())
    data[100:40_000] = b"\0" * 39_900
    path.write_bytes(bytes(data))
    county.delivery.county.clock.forward(days=1)

    with pytest.raises(BackupFailed, match="malformed"):
        county.maker.make(Why.NIGHTLY)

    assert county.shelf.good() == (good.backup,)
    # Else each try of the night would leave another copy, until none has room.
    assert leavings(county.shelf) == []


@pytest.mark.skipif(bool(NOT_ROOT), reason=NOT_ROOT)
def test_what_a_killed_backup_left_gives_way_where_there_is_no_room(
    county: BackedUp,
) -> None:
    with small_disk(county.shelf.folder, megabytes=100) as folder:
        for path in (
            folder / f"{PARTIAL}2026-11-22t02-00-00" / "county.db",
            folder / SCRATCH / "county.db",
            folder / "pool" / "ab" / ("ab" * 32),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes(20 * 2**20))

        made = county.maker.make(Why.NIGHTLY)

        assert county.shelf.good() == (made.backup,)
        assert leavings(county.shelf) == []


def test_a_night_whose_clock_was_wrong_is_not_the_newest_for_ever(
    county: BackedUp,
) -> None:
    clock = county.delivery.county.clock
    county.maker.make(Why.NIGHTLY)
    now = clock.now()
    clock.at = now + timedelta(days=3650)
    county.maker.make(Why.NIGHTLY)
    clock.at = now + timedelta(days=1)
    county.delivery.county.approved()

    today = county.maker.make(Why.NIGHTLY)

    assert county.shelf.named(None) == today.backup


def test_a_backup_of_a_clock_that_fell_back_is_not_let_go_at_once(
    county: BackedUp,
) -> None:
    clock = county.delivery.county.clock
    for day in range(3):
        clock.at += timedelta(days=day)
        county.forgetful.make(Why.NIGHTLY)
    county.delivery.county.approved()
    clock.at = clock.now() - timedelta(days=9000)

    made = county.forgetful.make(Why.NIGHTLY)

    assert county.shelf.named(None) == made.backup


def test_two_programs_make_no_backup_at_once(county: BackedUp) -> None:
    with county.shelf.alone(), pytest.raises(BackupFailed, match="另一个程序"):
        county.maker.make(Why.BY_HAND)


def test_old_backups_go_and_with_them_what_only_they_needed(county: BackedUp) -> None:
    clock = county.delivery.county.clock
    picture = county.folder / "captures" / "aa" / "picture"
    picture.parent.mkdir(parents=True)
    county.forgetful.make(Why.NIGHTLY)
    for _ in range(3):
        clock.forward(days=3)
        picture.write_bytes(clock.now().isoformat().encode())
        county.forgetful.make(Why.NIGHTLY)

    kept = county.shelf.all()
    named = {part for one in kept for f in one.record.files for part in f.parts}
    named |= {part for one in kept for part in one.record.database.parts}
    assert [one.name[:10] for one in kept] == ["2026-12-02", "2026-11-29"]
    assert {path.name for path in pieces(county.shelf)} == named
