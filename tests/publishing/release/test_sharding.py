import random

from hypothesis import given, settings, strategies as st

from programme.programme import SHARD_SIZE, Shard
from publishing.release.sharding import Placed, shards_of
from tests.fakes.contract import NOON, asset

ENTRY = (
    b'{"approvals":[],"disclosure":"%b","manifest":{"length":1,"sha256":"'
    + b"0" * 64
    + b'"},"published_at":"2026-11-23T04:00:00.000Z","register_number":"",'
    b'"window":{"dayparts":[],"end":{"kind":"open"},'
    b'"starts_at":"2026-11-23T04:00:00.000Z","weekdays":[1,2,3,4,5,6,7]}}'
)


def placed(number: int) -> Placed:
    name = f"d-{number}"
    return Placed(disclosure=name, body=ENTRY % name.encode())


def test_a_shard_is_a_canonical_document() -> None:
    [shard] = shards_of([placed(number) for number in range(5)])

    parsed = Shard.parse(shard)

    assert {entry.disclosure for entry in parsed.entries} == {
        f"d-{number}" for number in range(5)
    }
    assert asset(shard).length == len(shard)
    assert parsed.entries[0].window.starts_at == NOON


def test_nothing_makes_no_shard() -> None:
    assert shards_of([]) == ()


@settings(max_examples=20, deadline=None)
@given(count=st.integers(min_value=0, max_value=900), seed=st.integers())
def test_every_entry_is_in_one_shard_that_is_not_too_large(
    count: int, seed: int
) -> None:
    entries = [placed(number) for number in range(count)]
    random.Random(seed).shuffle(entries)  # noqa: S311 - an order, not a secret

    shards = [Shard.parse(shard) for shard in shards_of(entries)]

    names = [entry.disclosure for shard in shards for entry in shard.entries]
    assert sorted(names) == sorted(entry.disclosure for entry in entries)
    assert all(0 < len(shard.entries) <= SHARD_SIZE for shard in shards)


@settings(max_examples=20, deadline=None)
@given(count=st.integers(min_value=1, max_value=900))
def test_one_more_entry_touches_one_shard_or_cuts_it(count: int) -> None:
    before = shards_of([placed(number) for number in range(count)])

    after = shards_of([placed(number) for number in range(count + 1)])

    assert len(set(before) - set(after)) <= 1
    assert len(set(after) - set(before)) <= 2 or count == SHARD_SIZE
