"""Append leaves to the log and answer from its tree; it does not read what they say.

Every writer of this product waits for the one before (`publishing.database`), so the
next place is the number of leaves. Of the tree only every eighth level is kept.
"""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection, func, insert, select

from programme.merkle import Node, leaf_hash, node_hash
from publishing.log.rows import Noted
from publishing.tables.log import LogLeaf, LogNode

_STEP = 8
"""Levels between two that are kept."""
_WIDTH = 1 << _STEP
_NODES_KEPT = 100_000


def size_of(connection: Connection) -> int:
    """Return how many leaves the log has."""
    last = connection.scalar(select(func.max(LogLeaf.place)))
    return 0 if last is None else last + 1


def append(connection: Connection, leaves: Sequence[Noted]) -> int:
    """Append leaves in the caller's transaction, and return the size since."""
    size = size_of(connection)
    if not leaves:
        return size
    rows = [_row(one, place) for place, one in enumerate(leaves, start=size)]
    connection.execute(insert(LogLeaf), rows)
    grown = size + len(leaves)
    for whole in range(size // _WIDTH + 1, grown // _WIDTH + 1):
        _close_subtrees(connection, whole * _WIDTH)
    return grown


def _row(one: Noted, place: int) -> dict[str, object]:
    body = one.leaf.canonical()
    return {
        "place": place,
        "kind": one.leaf.kind,
        "subject": one.subject,
        "hash": leaf_hash(body),
        "body": body,
    }


def _close_subtrees(connection: Connection, size: int) -> None:
    """Keep the hash of every kept subtree that ends at this size."""
    level, count = _STEP, _WIDTH
    while size % count == 0:
        place = size // count - 1
        node = tree_of(connection)
        values = {"level": level, "place": place, "hash": _joined(node, level, place)}
        connection.execute(insert(LogNode).values(values))
        level, count = level + _STEP, count * _WIDTH


def tree_of(connection: Connection) -> Node:
    """Return the log's subtrees, read as they are asked for."""

    @lru_cache(maxsize=_NODES_KEPT)
    def row(level: int, place: int) -> tuple[bytes, ...]:
        """Return the kept hashes below one subtree of the next kept level."""
        first = place * _WIDTH
        if level == 0:
            query = select(LogLeaf.place, LogLeaf.hash).where(
                LogLeaf.place >= first, LogLeaf.place < first + _WIDTH
            )
            found = connection.execute(query.order_by(LogLeaf.place))
        else:
            nodes = select(LogNode.place, LogNode.hash).where(
                LogNode.level == level,
                LogNode.place >= first,
                LogNode.place < first + _WIDTH,
            )
            found = connection.execute(nodes.order_by(LogNode.place))
        kept = dict(found.all())
        return tuple(kept.get(first + number, b"") for number in range(_WIDTH))

    @lru_cache(maxsize=_NODES_KEPT)
    def node(level: int, place: int) -> bytes:
        if level % _STEP == 0:
            return row(level, place // _WIDTH)[place % _WIDTH]
        return node_hash(node(level - 1, place * 2), node(level - 1, place * 2 + 1))

    return node


def _joined(node: Node, level: int, place: int) -> bytes:
    """Return the hash of a subtree from the level below it."""
    return node_hash(node(level - 1, place * 2), node(level - 1, place * 2 + 1))
