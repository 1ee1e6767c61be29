from collections.abc import Iterator
from pathlib import Path

import pytest

from sync_agent.inner.http import Http
from tests.fakes.centre_server import CentreServer, serving


@pytest.fixture
def server(tmp_path: Path) -> Iterator[CentreServer]:
    """Give a centre's address; it answers what a test puts in."""
    with serving(tmp_path / "repository") as found:
        yield found


@pytest.fixture
def http() -> Iterator[Http]:
    """Give the way to ask it."""
    found = Http(ca_file=None, read_timeout_s=2.0, total_timeout_s=5.0)
    yield found
    found.close()
