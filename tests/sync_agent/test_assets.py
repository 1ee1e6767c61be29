from pathlib import Path

import pytest

from programme.canonical import sha256_hex
from sync_agent.assets import AssetFolder, AssetUnusable
from sync_agent.disk import DiskRefused

DATA = b"a page"
NAME = sha256_hex(DATA)


@pytest.fixture
def assets(tmp_path: Path) -> AssetFolder:
    return AssetFolder(tmp_path / "assets")


def test_a_file_is_read_back_by_its_digest(assets: AssetFolder) -> None:
    assert assets.put(DATA) == NAME

    assert assets.read(NAME) == DATA
    assert assets.head(NAME) == DATA
    assert assets.holds(NAME)
    assert assets.holds(NAME, len(DATA))
    assert assets.length_of(NAME) == len(DATA)
    assert not assets.holds(NAME, len(DATA) + 1)
    assert not assets.damaged(NAME)
    assert list(assets.names()) == [NAME]
    assert assets.path_of(NAME).parent.name == NAME[:2]


def test_a_damaged_file_is_never_returned(assets: AssetFolder) -> None:
    assets.put(DATA)
    assets.path_of(NAME).write_bytes(b"a Page")

    with pytest.raises(AssetUnusable) as refusal:
        assets.read(NAME)

    assert refusal.value.damaged
    assert assets.damaged(NAME)


def test_a_missing_file_is_said_to_be_missing(assets: AssetFolder) -> None:
    with pytest.raises(AssetUnusable) as refusal:
        assets.read(NAME)

    assert not refusal.value.damaged
    assert assets.head(NAME) == b""
    assert assets.damaged(NAME)
    assert list(assets.names()) == []


def test_a_file_that_cannot_be_read_is_damaged(assets: AssetFolder) -> None:
    assets.path_of(NAME).mkdir(parents=True)

    with pytest.raises(AssetUnusable) as refusal:
        assets.read(NAME)

    assert refusal.value.damaged


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "a" * 63])
def test_no_other_name_reaches_the_disk(assets: AssetFolder, name: str) -> None:
    with pytest.raises(AssetUnusable):
        assets.read(name)

    assert not assets.holds(name)
    assert assets.length_of(name) == 0
    assert assets.damaged(name)


def test_a_download_gets_its_name_only_when_its_bytes_are_right(
    assets: AssetFolder, tmp_path: Path
) -> None:
    part = tmp_path / "part"
    part.write_bytes(b"other bytes")

    with pytest.raises(AssetUnusable):
        assets.take(part, NAME)

    assert part.exists()
    assert not assets.holds(NAME)


def test_a_whole_download_is_taken(assets: AssetFolder, tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.write_bytes(DATA)

    assets.take(part, NAME)
    assets.sync({assets.path_of(NAME).parent})
    assets.sync(set())

    assert not part.exists()
    assert assets.read(NAME) == DATA


def test_what_the_disk_refuses_is_said(assets: AssetFolder, tmp_path: Path) -> None:
    assets.path_of(NAME).mkdir(parents=True)

    with pytest.raises(DiskRefused):
        assets.put(DATA)
    with pytest.raises(DiskRefused):
        assets.take(tmp_path / "none", NAME)
    with pytest.raises(DiskRefused):
        assets.discard(NAME)
    with pytest.raises(DiskRefused):
        assets.sync({tmp_path / "none"})


def test_a_discarded_file_is_gone(assets: AssetFolder) -> None:
    assets.put(DATA)

    assets.discard(NAME)
    assets.discard(NAME)

    assert not assets.holds(NAME)
