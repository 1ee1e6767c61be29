"""Keep the fakes' county on PostgreSQL: founded once, copied for each test."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from publishing.database import database_at
from publishing.migrations import upgrade
from tests.fakes.desk import County, opened_county, settle
from tests.fakes.postgres import Cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresCounties:
    """Be a cluster with a founded county to be copied."""

    cluster: Cluster
    founded: str
    """The name of its database."""
    people: Mapping[str, str]

    @contextmanager
    def new(self, folder: Path) -> Iterator[County]:
        """Give a county of its own; its files lie in a folder."""
        with (
            self.cluster.database(like=self.founded) as url,
            opened_county(folder, at=url) as county,
        ):
            county.people.update(self.people)
            yield county


def found_on(cluster: Cluster) -> PostgresCounties:
    """Return a cluster's counties; the first is founded on the migrated schema."""
    url = cluster.new()
    database = database_at(url)
    upgrade(database)
    database.close()
    with (
        tempfile.TemporaryDirectory() as folder,
        opened_county(Path(folder), at=url) as county,
    ):
        settle(county)
        people = dict(county.people)
    assert url.database is not None
    return PostgresCounties(cluster=cluster, founded=url.database, people=people)
