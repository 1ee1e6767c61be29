from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from programme.leaves import JournalLeaf
from programme.merkle import leaf_hash, nodes_of, root_of
from publishing.database import open_database
from publishing.log.rows import Noted
from publishing.log.tree import append, size_of, tree_of
from publishing.tables.base import Base
from publishing.tables.log import LogNode


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = open_database(tmp_path / "log.sqlite3")
    Base.metadata.create_all(database.engine)
    with database.writing_connection() as opened:
        yield opened
    database.close()


def leaves(count: int) -> list[Noted]:
    return [
        Noted(subject="", leaf=JournalLeaf(number=number, entry="0" * 64))
        for number in range(count)
    ]


def test_the_tree_of_the_table_is_the_tree_of_its_leaves(
    connection: Connection,
) -> None:
    noted = leaves(600)
    hashes = [leaf_hash(one.leaf.canonical()) for one in noted]

    for first in range(0, 600, 100):
        append(connection, noted[first : first + 100])

    assert size_of(connection) == 600
    for size in (0, 1, 255, 256, 257, 511, 512, 513, 600):
        expected = root_of(size, nodes_of(hashes))
        assert root_of(size, tree_of(connection)) == expected


def test_the_hash_of_every_complete_256_leaves_is_kept(connection: Connection) -> None:
    append(connection, leaves(520))

    kept = connection.execute(select(LogNode.level, LogNode.place)).all()

    assert [tuple(row) for row in kept] == [(8, 0), (8, 1)]
