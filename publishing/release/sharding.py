"""Spread entries over shards so that one change touches one shard; it reads nothing.

Entries are spread by the bits of the SHA-256 of their disclosure's id, as in a trie:
a shard that would hold too many is cut in two by the next bit, its neighbours stay.
The result depends on the entries alone, not on the order in which they came.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from programme.canonical import sha256_hex
from programme.programme import SHARD_SIZE

_BITS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Be the canonical bytes of one entry with what decides its place."""

    disclosure: str
    body: bytes


def shards_of(entries: Sequence[Placed]) -> tuple[bytes, ...]:
    """Return the canonical bytes of every shard; none holds more than 200 entries."""
    groups = _cut(sorted(entries, key=_place), bit=0)
    return tuple(_shard(group) for group in groups)


def _cut(entries: Sequence[Placed], *, bit: int) -> Iterator[Sequence[Placed]]:
    if not entries:
        return
    if len(entries) <= SHARD_SIZE or bit == _BITS:
        yield entries
        return
    mask = 1 << (_BITS - 1 - bit)
    yield from _cut([e for e in entries if not _number(e) & mask], bit=bit + 1)
    yield from _cut([e for e in entries if _number(e) & mask], bit=bit + 1)


def _shard(entries: Sequence[Placed]) -> bytes:
    """Return what `Shard.canonical` would, without parsing the entries again."""
    return b'{"entries":[%b],"format":"mingbai.shard/1"}' % b",".join(
        entry.body for entry in entries
    )


def _place(entry: Placed) -> tuple[int, str]:
    return _number(entry), entry.disclosure


def _number(entry: Placed) -> int:
    return _hashed(entry.disclosure)


@lru_cache(maxsize=65_536)
def _hashed(disclosure: str) -> int:
    return int(sha256_hex(disclosure.encode()), 16)
