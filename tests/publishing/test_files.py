from pathlib import Path

import pytest

from programme.blocks import AssetRef
from publishing.errors import NotThere, StorageFailed
from publishing.files import FileStore


def test_a_file_is_kept_under_its_digest_once(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")

    ref = store.put(b"words")
    again = store.put(b"words")

    assert ref == again
    assert store.get(ref.sha256) == b"words"
    assert store.has(ref)
    names = [path.name for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert names == [ref.sha256]


def test_a_file_whose_bytes_changed_is_not_given_and_is_mended(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    ref = store.put(b"words")
    store.path_of(ref.sha256).write_bytes(b"wordz")

    with pytest.raises(NotThere, match="完好"):
        store.get(ref.sha256)
    store.put(b"words")
    assert store.get(ref.sha256) == b"words"


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_what_is_no_digest_names_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotThere):
        FileStore(tmp_path).get(name)


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    store = FileStore(tmp_path)

    assert not store.has(AssetRef(sha256="a" * 64, length=1))
    with pytest.raises(NotThere):
        store.get("a" * 64)


def test_a_write_that_fails_leaves_no_part_behind(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    ref = FileStore(tmp_path / "other").put(b"words")
    in_the_way = store.path_of(ref.sha256)
    (in_the_way / "folder").mkdir(parents=True)

    with pytest.raises(StorageFailed):
        store.put(b"words")
    assert not list(in_the_way.parent.glob(".part-*"))
