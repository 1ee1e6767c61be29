from collections.abc import Iterator
from pathlib import Path

import pytest

from publishing.backup.finding import BackupFiles
from publishing.backup.record import Why
from tests.fakes.backups import BackedUp, backed_up


@pytest.fixture
def one(tmp_path: Path) -> Iterator[BackedUp]:
    with backed_up(tmp_path) as made:
        yield made


def test_a_file_is_found_in_the_newest_backup_that_has_it_whole(one: BackedUp) -> None:
    path = "repository/assets/ab/page"
    file = one.folder / path
    found = BackupFiles(one.shelf)
    before = found.get(path)
    file.parent.mkdir(parents=True)
    for body in (b"older", b"newer"):
        file.write_bytes(body)
        one.maker.make(Why.BY_HAND)
        one.delivery.county.clock.forward(days=1)

    newest = found.get(path)
    kept = next(k for k in one.shelf.good()[0].record.files if k.path == path)
    one.shelf.pool.drop(kept.parts)

    assert before is None
    assert newest == b"newer"
    assert found.get(path) == b"older"
    assert found.get("repository/assets/ab/other") is None
