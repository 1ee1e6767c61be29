from datetime import timedelta

import pytest

from programme.chain import GENESIS, digest_of
from programme.records import Batch, ChainedRecord
from publishing.evidence.errors import ChainAhead, ChainRefused
from publishing.evidence.folding import Head, judge
from tests.fakes.delivery import FakeDevice, play
from tests.fakes.hand_clock import NOON

EMPTY = Head(number=0, digest=GENESIS)
MANIFEST = "a" * 64


def links(count: int) -> list[ChainedRecord]:
    device = FakeDevice(id="d")
    for number in range(count):
        device.add(play("d-1", MANIFEST, at=NOON + timedelta(seconds=12 * number)))
    return device.links


def batch(members: list[ChainedRecord]) -> Batch:
    return Batch(device="d", writer="player-1", records=tuple(members))


def after(chain: list[ChainedRecord], number: int) -> tuple[Head, dict[int, str]]:
    head = Head(number=number, digest=digest_of(chain[number - 1]))
    return head, {link.number: digest_of(link) for link in chain[:number]}


def test_a_first_batch_is_all_new() -> None:
    chain = links(3)

    verdict = judge(batch(chain), EMPTY, {})

    assert verdict.fresh == tuple(chain)
    assert verdict.head == Head(number=3, digest=digest_of(chain[2]))


def test_of_an_overlapping_batch_only_the_rest_is_new() -> None:
    chain = links(5)
    head, stored = after(chain, 3)

    verdict = judge(batch(chain[1:]), head, stored)

    assert [link.number for link in verdict.fresh] == [4, 5]


def test_a_batch_that_is_known_already_adds_nothing() -> None:
    chain = links(3)
    head, stored = after(chain, 3)

    verdict = judge(batch(chain[:2]), head, stored)

    assert verdict.fresh == ()
    assert verdict.head == head


def test_a_batch_that_comes_too_early_names_the_number_to_begin_with() -> None:
    chain = links(5)

    with pytest.raises(ChainAhead) as refusal:
        judge(batch(chain[3:]), EMPTY, {})

    assert (refusal.value.number, refusal.value.stored_to) == (1, 0)


def edited(chain: list[ChainedRecord], place: int) -> list[ChainedRecord]:
    record = play("d-1", MANIFEST, seconds=99)
    changed = chain[place].model_copy(update={"record": record})
    return [*chain[:place], changed, *chain[place + 1 :]]


@pytest.mark.parametrize(
    ("tampered", "first_bad"),
    [
        (lambda chain: edited(chain, 1), 3),
        (lambda chain: [chain[0], chain[2], chain[3]], 2),
        (lambda chain: [chain[0], chain[2], chain[1], chain[3]], 2),
        (lambda chain: [chain[0], chain[1], chain[1], chain[2]], 3),
    ],
    ids=["edited", "removed", "reordered", "doubled"],
)
def test_a_chain_that_does_not_hold_names_its_first_bad_number(
    tampered: object, first_bad: int
) -> None:
    assert callable(tampered)

    with pytest.raises(ChainRefused, match=f"第 {first_bad} 条") as refusal:
        judge(batch(tampered(links(4))), EMPTY, {})

    assert refusal.value.number == first_bad


@pytest.mark.parametrize(
    ("tampered", "first_bad"),
    [
        (lambda chain: edited(chain, 1), 2),
        (lambda chain: [chain[0], chain[2], chain[3]], 2),
    ],
    ids=["edited", "removed"],
)
def test_what_is_stored_cannot_be_told_otherwise_later(
    tampered: object, first_bad: int
) -> None:
    assert callable(tampered)
    chain = links(5)
    head, stored = after(chain, 4)

    with pytest.raises(ChainRefused) as refusal:
        judge(batch(tampered(chain)), head, stored)

    assert refusal.value.number == first_bad
