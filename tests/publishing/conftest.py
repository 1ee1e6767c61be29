"""Give tests of the centre a county."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes.desk import County, new_county, opened_county


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Be a county's folder to copy, because hashing its passwords takes long."""

    folder: Path
    people: dict[str, str]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Make a county once."""
    folder = tmp_path_factory.mktemp("county")
    with new_county(folder) as made:
        return Template(folder=folder, people=dict(made.people))


@pytest.fixture
def county(template: Template, tmp_path: Path) -> Iterator[County]:
    """Give a county with its staff in a folder of its own."""
    folder = tmp_path / "centre"
    shutil.copytree(template.folder, folder)
    with opened_county(folder) as made:
        made.people.update(template.people)
        yield made
