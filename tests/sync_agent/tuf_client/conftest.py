from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.centre_server import serving
from tests.fakes.hand_clock import HandClock
from tests.fakes.tuf_client import TufClient
from tests.fakes.tuf_simulator import TufSimulator


@pytest.fixture
def repository(tmp_path: Path) -> TufSimulator:
    """Give a repository of version 1, whole and good."""
    return TufSimulator(tmp_path / "repository")


@pytest.fixture
def client(tmp_path: Path, repository: TufSimulator) -> Iterator[TufClient]:
    """Give a client that has its first root."""
    with serving(repository.folder) as server:
        found = TufClient(
            repository=repository,
            server=server,
            clock=HandClock(),
            folder=tmp_path / "client",
        )
        assert found.init() == 0
        yield found
