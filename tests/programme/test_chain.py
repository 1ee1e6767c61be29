from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from programme.chain import GENESIS, ChainBroken, check_links, digest_of, link
from programme.records import ChainedRecord, GoneReceipt

START = datetime(2026, 11, 23, tzinfo=UTC)


def chain_of(length: int) -> list[ChainedRecord]:
    links: list[ChainedRecord] = []
    previous = GENESIS
    for number in range(1, length + 1):
        gone = GoneReceipt(disclosure="d-1", at=START + timedelta(seconds=number))
        links.append(link(gone, number=number, previous=previous))
        previous = digest_of(links[-1])
    return links


def test_a_whole_chain_gives_its_last_number_and_digest() -> None:
    links = chain_of(5)

    assert check_links(links, after_number=0, after_digest=GENESIS) == (
        5,
        digest_of(links[-1]),
    )


def test_no_links_change_nothing() -> None:
    assert check_links([], after_number=7, after_digest="a" * 64) == (7, "a" * 64)


@given(st.integers(1, 9))
def test_a_removed_link_is_named_by_the_number_that_is_missing(number: int) -> None:
    links = chain_of(10)
    del links[number - 1]

    with pytest.raises(ChainBroken) as caught:
        check_links(links, after_number=0, after_digest=GENESIS)

    assert caught.value.number == number


@given(st.integers(1, 9))
def test_an_edited_link_is_found_at_the_one_after_it(number: int) -> None:
    links = chain_of(10)
    edited = GoneReceipt(disclosure="d-2", at=START)
    links[number - 1] = links[number - 1].model_copy(update={"record": edited})

    with pytest.raises(ChainBroken) as caught:
        check_links(links, after_number=0, after_digest=GENESIS)

    assert caught.value.number == number + 1


def test_two_links_in_the_wrong_order_are_found() -> None:
    links = chain_of(4)
    links[1], links[2] = links[2], links[1]

    with pytest.raises(ChainBroken) as caught:
        check_links(links, after_number=0, after_digest=GENESIS)

    assert caught.value.number == 2


def test_a_chain_of_another_writer_does_not_follow() -> None:
    with pytest.raises(ChainBroken):
        check_links(chain_of(2), after_number=0, after_digest="b" * 64)
