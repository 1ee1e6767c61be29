"""Give tests of the public site its folder and somebody who reads it."""

from pathlib import Path

import pytest

from publishing.feeds.keeping import PublicSite
from tests.fakes.desk import County
from tests.fakes.public_site import Outsider, public_site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "public"


@pytest.fixture
def outsider(folder: Path) -> Outsider:
    return Outsider(folder=folder)


@pytest.fixture
def site(county: County, folder: Path) -> PublicSite:
    return public_site(county, folder)
