from hashlib import sha256

import pytest
from hypothesis import given, strategies

from programme.merkle import (
    EMPTY_ROOT,
    ProofRefused,
    check_consistency,
    consistency_proof,
    inclusion_proof,
    inclusion_root,
    leaf_hash,
    many_proof,
    many_root,
    node_hash,
    nodes_of,
    root_of,
)

# The eight inputs and the roots of their trees that the reference implementation of
# RFC 6962 publishes.
_INPUTS = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
_LEAVES = tuple(leaf_hash(bytes.fromhex(text)) for text in _INPUTS)

sizes = strategies.integers(1, 70)


def hashes(size: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(size)]


def by_definition(leaves: list[bytes]) -> bytes:
    """Be MTH of RFC 6962 section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(by_definition(leaves[:split]), by_definition(leaves[split:]))


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_that_the_reference_publishes(size: int) -> None:
    assert root_of(size, nodes_of(_LEAVES)).hex() == _ROOTS[size]


def test_paths_are_those_of_the_example_in_rfc_6962() -> None:
    d = hashes(7)
    g, h = node_hash(d[0], d[1]), node_hash(d[2], d[3])
    i, j = node_hash(d[4], d[5]), d[6]
    k, left = node_hash(g, h), node_hash(i, j)
    node = nodes_of(d)

    assert root_of(7, node) == node_hash(k, left)
    assert inclusion_proof(0, 7, node) == (d[1], h, left)
    assert inclusion_proof(3, 7, node) == (d[2], g, left)
    assert inclusion_proof(4, 7, node) == (d[5], j, k)
    assert inclusion_proof(6, 7, node) == (i, k)
    assert consistency_proof(3, 7, node) == (d[2], d[3], g, left)
    assert consistency_proof(4, 7, node) == (left,)
    assert consistency_proof(6, 7, node) == (i, j, k)


@given(sizes, strategies.data())
def test_every_leaf_leads_to_the_root(size: int, data: strategies.DataObject) -> None:
    leaves = hashes(size)
    index = data.draw(strategies.integers(0, size - 1))

    proof = inclusion_proof(index, size, nodes_of(leaves))

    found = inclusion_root(leaves[index], index=index, size=size, proof=proof)
    assert found == by_definition(leaves) == root_of(size, nodes_of(leaves))


@given(sizes, strategies.data())
def test_a_log_that_grew_is_proved(size: int, data: strategies.DataObject) -> None:
    leaves = hashes(size)
    first = data.draw(strategies.integers(0, size))

    proof = consistency_proof(first, size, nodes_of(leaves))

    check_consistency(
        first=first,
        first_root=by_definition(leaves[:first]),
        second=size,
        second_root=by_definition(leaves),
        proof=proof,
    )


@given(sizes, strategies.data())
def test_a_log_in_which_one_entry_was_changed_is_not_proved(
    size: int, data: strategies.DataObject
) -> None:
    leaves = hashes(size)
    first = data.draw(strategies.integers(1, size))
    changed = [*leaves]
    changed[data.draw(strategies.integers(0, first - 1))] = leaf_hash(b"other")

    with pytest.raises(ProofRefused):
        check_consistency(
            first=first,
            first_root=by_definition(leaves[:first]),
            second=size,
            second_root=by_definition(changed),
            proof=consistency_proof(first, size, nodes_of(changed)),
        )


@given(sizes, strategies.data())
def test_many_leaves_are_proved_at_once(size: int, data: strategies.DataObject) -> None:
    leaves = hashes(size)
    some = strategies.sets(strategies.integers(0, size - 1), min_size=1)
    indices = sorted(data.draw(some))

    proof = many_proof(indices, size, nodes_of(leaves))

    told = {index: leaves[index] for index in indices}
    assert many_root(told, size=size, proof=proof) == by_definition(leaves)
    assert len(set(proof)) == len(proof)


def test_the_proof_of_many_says_of_one_leaf_what_its_audit_path_does() -> None:
    leaves = hashes(21)
    node = nodes_of(leaves)

    assert set(many_proof([13], 21, node)) == set(inclusion_proof(13, 21, node))


@given(sizes, strategies.data())
def test_no_proof_holds_with_a_hash_too_few_or_too_many(
    size: int, data: strategies.DataObject
) -> None:
    leaves, node = hashes(size), nodes_of(hashes(size))
    index = data.draw(strategies.integers(0, size - 1))
    path = inclusion_proof(index, size, node)
    many = many_proof([index], size, node)
    root = by_definition(leaves)

    for wrong in (path[:-1], (*path, leaves[0])):
        if wrong != path:
            with pytest.raises(ProofRefused):
                inclusion_root(leaves[index], index=index, size=size, proof=wrong)
    for wrong in (many[:-1], (*many, leaves[0])):
        if wrong != many:
            with pytest.raises(ProofRefused):
                many_root({index: leaves[index]}, size=size, proof=wrong)
    for first in {index + 1, size}:
        grown = consistency_proof(first, size, node)
        for wrong in (grown[:-1], (*grown, leaves[0])):
            if wrong != grown:
                with pytest.raises(ProofRefused):
                    check_consistency(
                        first=first,
                        first_root=by_definition(leaves[:first]),
                        second=size,
                        second_root=root,
                        proof=wrong,
                    )


def test_a_log_that_shrank_is_told() -> None:
    with pytest.raises(ProofRefused, match="变短"):
        check_consistency(first=3, first_root=b"", second=2, second_root=b"", proof=())


def test_nothing_was_changed_in_an_empty_log() -> None:
    check_consistency(
        first=0, first_root=EMPTY_ROOT, second=5, second_root=b"x", proof=()
    )


@pytest.mark.parametrize("index", [-1, 3])
def test_a_leaf_beyond_the_log_is_refused(index: int) -> None:
    leaves = hashes(3)

    with pytest.raises(ProofRefused, match="没有第"):
        inclusion_proof(index, 3, nodes_of(leaves))
    with pytest.raises(ProofRefused, match="没有第"):
        inclusion_root(leaves[0], index=index, size=3, proof=())
    with pytest.raises(ProofRefused, match="不都在"):
        many_proof([index], 3, nodes_of(leaves))


def test_leaves_out_of_their_order_are_refused() -> None:
    with pytest.raises(ProofRefused, match="按先后"):
        many_proof([1, 1], 3, nodes_of(hashes(3)))


def test_a_log_cannot_be_proved_to_have_been_larger() -> None:
    with pytest.raises(ProofRefused, match="在 2 条之后"):
        consistency_proof(3, 2, nodes_of(hashes(3)))


def test_growth_is_not_proved_by_nothing() -> None:
    with pytest.raises(ProofRefused, match="太短"):
        check_consistency(first=3, first_root=b"", second=5, second_root=b"", proof=())
