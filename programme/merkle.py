"""Do the arithmetic of a Merkle tree as RFC 6962 and RFC 9162 have it; store nothing.

A tree is told by a function that gives the hash of any complete subtree, so that a
log of millions of leaves is proved from a few dozen stored hashes. Beside the two
proofs of the RFC there is one over many leaves at once, which names no hash twice.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from programme.errors import ContractError

HASH_LENGTH = 32
_LEFT, _RIGHT = "left", "right"
EMPTY_ROOT = hashlib.sha256(b"").digest()

Node = Callable[[int, int], bytes]
"""Give the hash of the complete subtree of a level (0: leaves) and a place in it."""


class ProofRefused(ContractError):
    """Say why a proof about the log does not hold."""

    code = "proof_refused"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"存证日志的证明不成立：{reason}。")


def leaf_hash(body: bytes) -> bytes:
    """Return the hash of a leaf (RFC 9162 section 2.1.1)."""
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 9162 section 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def nodes_of(leaves: Sequence[bytes]) -> Node:
    """Return the subtrees of leaf hashes that are all at hand."""

    def node(level: int, place: int) -> bytes:
        if level == 0:
            return leaves[place]
        below = level - 1
        return node_hash(node(below, place * 2), node(below, place * 2 + 1))

    return node


def root_of(size: int, node: Node) -> bytes:
    """Return the root of the first leaves of a log."""
    return _range_hash(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: Node) -> tuple[bytes, ...]:
    """Return the audit path of a leaf (RFC 9162 section 2.1.3.1).

    Raises:
        ProofRefused: There is no such leaf in a tree of this size.
    """
    if not 0 <= index < size:
        reason = f"{size} 条里没有第 {index} 条"
        raise ProofRefused(reason)
    return tuple(_path(index, 0, size, node))


def consistency_proof(first: int, second: int, node: Node) -> tuple[bytes, ...]:
    """Return the proof that a log only grew (RFC 9162 section 2.1.4.1).

    Raises:
        ProofRefused: The first is not the smaller one.
    """
    if not 0 <= first <= second:
        reason = f"{first} 条在 {second} 条之后"
        raise ProofRefused(reason)
    if first in {0, second}:
        return ()
    return tuple(_subproof(first, 0, second, node, whole=True))


def inclusion_root(
    leaf: bytes, *, index: int, size: int, proof: Sequence[bytes]
) -> bytes:
    """Return the root that a leaf and its audit path lead to (section 2.1.3.2).

    Raises:
        ProofRefused: The path has not the length that such a tree has.
    """
    if not 0 <= index < size:
        reason = f"{size} 条里没有第 {index} 条"
        raise ProofRefused(reason)
    found = leaf
    for sibling, side in _climb(index, size - 1, proof):
        found = node_hash(*((sibling, found) if side is _LEFT else (found, sibling)))
    return found


def check_consistency(
    *,
    first: int,
    first_root: bytes,
    second: int,
    second_root: bytes,
    proof: Sequence[bytes],
) -> None:
    """Return only if a log of the second size begins with the first (2.1.4.2).

    Raises:
        ProofRefused: It shrank, or what was there before was changed.
    """
    if first > second:
        reason = f"日志变短了：从 {first} 条到 {second} 条"
        raise ProofRefused(reason)
    if first in {0, second}:
        whole = EMPTY_ROOT if first == 0 else second_root
        if proof or first_root != whole:
            reason = f"同样 {first} 条，内容却不一样"
            raise ProofRefused(reason)
        return
    old, new = _grown(first, first_root, second, proof)
    if old != first_root or new != second_root:
        reason = f"前 {first} 条被改过或删过"
        raise ProofRefused(reason)


def _grown(
    first: int, first_root: bytes, second: int, proof: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """Return the roots of both sizes that a consistency proof leads to."""
    rest = list(proof)
    if first & (first - 1) == 0:
        rest.insert(0, first_root)
    if not rest:
        raise ProofRefused("证明太短")
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = rest[0]
    for sibling, side in _climb(place, last, rest[1:]):
        if side is _LEFT:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
        else:
            new = node_hash(new, sibling)
    return old, new


def _climb(
    place: int, last: int, proof: Sequence[bytes]
) -> Iterator[tuple[bytes, str]]:
    """Yield each hash of a proof with the side of the path on which it stands.

    Raises:
        ProofRefused: It ends below the root, or goes on above it.
    """
    for sibling in proof:
        if last == 0:
            raise ProofRefused("证明太长")
        if place & 1 or place == last:
            yield sibling, _LEFT
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            yield sibling, _RIGHT
        place, last = place >> 1, last >> 1
    if last:
        raise ProofRefused("证明太短")


def many_proof(indices: Sequence[int], size: int, node: Node) -> tuple[bytes, ...]:
    """Return what is needed beside these leaves to make the root, left to right.

    Raises:
        ProofRefused: The places do not rise, or lie outside the tree.
    """
    _check_places(indices, size)

    def walk(start: int, stop: int) -> Iterator[bytes]:
        if not _holds(indices, start, stop):
            yield _range_hash(start, stop, node)
        elif stop - start > 1:
            middle = start + _split(stop - start)
            yield from walk(start, middle)
            yield from walk(middle, stop)

    return tuple(walk(0, size))


def many_root(
    leaves: Mapping[int, bytes], *, size: int, proof: Sequence[bytes]
) -> bytes:
    """Return the root that leaves and their common proof lead to.

    Raises:
        ProofRefused: Leaves lie outside the tree, or the proof is of another length.
    """
    indices = sorted(leaves)
    _check_places(indices, size)
    rest = iter(proof)

    def walk(start: int, stop: int) -> bytes:
        if not _holds(indices, start, stop):
            found = next(rest, None)
            if found is None:
                raise ProofRefused("证明太短")
            return found
        if stop - start == 1:
            return leaves[start]
        middle = start + _split(stop - start)
        left = walk(start, middle)
        return node_hash(left, walk(middle, stop))

    root = walk(0, size)
    if next(rest, None) is not None:
        raise ProofRefused("证明太长")
    return root


def _check_places(indices: Sequence[int], size: int) -> None:
    if not indices or indices[0] < 0 or indices[-1] >= size:
        reason = f"要证明的不都在 {size} 条里"
        raise ProofRefused(reason)
    if any(one >= two for one, two in pairwise(indices)):
        raise ProofRefused("要证明的没有按先后各写一次")


def _holds(indices: Sequence[int], start: int, stop: int) -> bool:
    place = bisect_left(indices, start)
    return place < len(indices) and indices[place] < stop


def _split(count: int) -> int:
    """Return the largest power of two that is smaller than a count."""
    return 1 << ((count - 1).bit_length() - 1)


def _range_hash(start: int, stop: int, node: Node) -> bytes:
    """Return the hash of leaves that one subtree of some tree holds."""
    count = stop - start
    if count & (count - 1) == 0:
        return node(count.bit_length() - 1, start // count)
    middle = start + _split(count)
    return node_hash(_range_hash(start, middle, node), _range_hash(middle, stop, node))


def _path(index: int, start: int, stop: int, node: Node) -> Iterator[bytes]:
    if stop - start == 1:
        return
    middle = start + _split(stop - start)
    if index < middle:
        yield from _path(index, start, middle, node)
        yield _range_hash(middle, stop, node)
    else:
        yield from _path(index, middle, stop, node)
        yield _range_hash(start, middle, node)


def _subproof(
    first: int, start: int, stop: int, node: Node, *, whole: bool
) -> Iterator[bytes]:
    """Yield SUBPROOF(first, D[start:stop], whole) of RFC 9162."""
    count = stop - start
    if first == count:
        if not whole:
            yield _range_hash(start, stop, node)
        return
    split = _split(count)
    middle = start + split
    if first <= split:
        yield from _subproof(first, start, middle, node, whole=whole)
        yield _range_hash(middle, stop, node)
    else:
        yield from _subproof(first - split, middle, stop, node, whole=False)
        yield _range_hash(start, middle, node)
