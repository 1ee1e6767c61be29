"""Give tests of the centre a county, on SQLite or on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from tests.fakes.desk import County, new_county
from tests.fakes.postgres import Cluster, NoPostgres, private_cluster
from tests.fakes.postgres_county import PostgresCounties, found_on
from tests.fakes.shared_statements import share_statements

BOTH = "both_databases"
SQLITE, POSTGRES = "sqlite", "postgresql"
_TIMEOUT_S = 60
"""The first test on PostgreSQL waits until the server has started."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked so with a county on each database."""
    if metafunc.definition.get_closest_marker(BOTH) is not None:
        metafunc.parametrize("county", [SQLITE, POSTGRES], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests on PostgreSQL the time to start the server."""
    for item in items:
        if POSTGRES in getattr(item, "callspec", _Plain).params.values():
            item.add_marker(pytest.mark.timeout(_TIMEOUT_S))


class _Plain:
    """Be what a test without parameters has instead of them."""

    params: ClassVar[dict[str, object]] = {}


@pytest.fixture(scope="session", autouse=True)
def _statements() -> None:
    """Compile each statement once for all databases of a process."""
    share_statements()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Give one PostgreSQL cluster to all tests of a process."""
    try:
        with private_cluster() as made:
            yield made
    except NoPostgres as reason:
        pytest.skip(f"not run: {reason}")


@pytest.fixture(scope="session")
def postgres_counties(cluster: Cluster) -> PostgresCounties:
    """Give the county on PostgreSQL that is copied for each test."""
    return found_on(cluster)


@pytest.fixture
def county(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[County]:
    """Give a county with its staff in a folder of its own."""
    folder = tmp_path / "centre"
    if getattr(request, "param", SQLITE) == POSTGRES:
        counties: PostgresCounties = request.getfixturevalue("postgres_counties")
        with counties.new(folder) as made:
            yield made
    else:
        with new_county(folder) as made:
            yield made
