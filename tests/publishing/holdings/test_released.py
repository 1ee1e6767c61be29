"""What offline keys signed and who is on the list is looked at with the rest."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from publishing.holdings.lack import Flaw, Kind, Lack
from publishing.holdings.released import Released
from publishing.release.reading import RepositoryFolder
from tests.fakes.counties import found_county


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give one repository for all tests: a ceremony takes as long as all of them."""
    found = found_county(tmp_path_factory.mktemp("county") / "centre")
    return found.places.folder / "repository"


@pytest.fixture
def folder(founded: Path, tmp_path: Path) -> RepositoryFolder:
    return RepositoryFolder(copytree(founded, tmp_path / "repository"))


def lacks(folder: RepositoryFolder) -> list[Lack]:
    return list(Released(folder).lacks())


def broken(path: Path) -> None:
    """Turn a digit of a signature: the file reads as before."""
    metadata = json.loads(path.read_bytes())
    sig = metadata["signatures"][0]["sig"]
    metadata["signatures"] = [metadata["signatures"][0] | {"sig": _turned(sig)}]
    path.write_text(json.dumps(metadata))


def _turned(sig: str) -> str:
    return ("0" if sig[0] != "0" else "1") + sig[1:]


def test_a_county_with_people_apart_lacks_nothing(folder: RepositoryFolder) -> None:
    assert lacks(folder) == []
    assert Released(folder).named() == frozenset()


@pytest.mark.parametrize(
    "role",
    ["timestamp", "snapshot", "targets", "spread", "people", "bin-05"],
)
def test_a_role_whose_signature_was_turned_is_damaged(
    folder: RepositoryFolder, role: str
) -> None:
    [path] = folder.metadata_folder.glob(f"*{role}.json")
    broken(path)

    found = lacks(folder)

    assert found[0] == Lack(
        kind=Kind.METADATA,
        name=f"repository/metadata/{path.name}",
        flaw=Flaw.DAMAGED,
    )


@pytest.mark.parametrize("role", ["snapshot", "spread", "people"])
def test_a_role_that_is_gone_is_missing(folder: RepositoryFolder, role: str) -> None:
    [path] = folder.metadata_folder.glob(f"*{role}.json")
    path.unlink()

    assert [(one.name, one.flaw) for one in lacks(folder)] == [
        (f"repository/metadata/{path.name}", Flaw.MISSING)
    ]


def test_an_older_root_that_is_gone_would_stop_a_device_of_long_ago(
    folder: RepositoryFolder,
) -> None:
    first = folder.metadata_folder / "1.root.json"
    first.rename(folder.metadata_folder / "2.root.json")

    assert [one.name for one in lacks(folder)] == ["repository/metadata/1.root.json"]
