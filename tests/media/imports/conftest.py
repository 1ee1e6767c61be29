from collections.abc import Callable
from pathlib import Path

import pytest

from media.imports.convert import convert
from media.imports.importer import import_file
from media.imports.kinds import kind_of
from media.imports.result import Imported

Importer = Callable[[bytes, str], Imported]


@pytest.fixture
def read() -> Importer:
    """Convert in this process, without a child: quick, and its lines count."""

    def convert_here(data: bytes, name: str) -> Imported:
        return convert(data, kind_of(data, name), name)

    return convert_here


@pytest.fixture
def through_child() -> Importer:
    return import_file


@pytest.fixture(scope="session")
def documents() -> Path:
    folder = Path(__file__).resolve().parents[4] / "shared" / "data" / "documents"
    if not (folder / "index.json").is_file():
        pytest.skip("not run: the real documents are not beside the project")
    return folder
