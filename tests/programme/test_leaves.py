from datetime import UTC, datetime

import pytest

from programme.errors import DocumentMalformed
from programme.leaves import BatchLeaf, JournalLeaf, leaf_of

BATCH = BatchLeaf(
    device="qinghe-d1",
    writer="player-1",
    first_number=1,
    last_number=9,
    envelope="0" * 64,
    received_at=datetime(2026, 11, 29, tzinfo=UTC),
)


def test_a_leaf_is_read_back_from_its_bytes() -> None:
    for leaf in (BATCH, JournalLeaf(number=3, entry="1" * 64)):
        assert leaf_of(leaf.canonical()) == leaf


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        BATCH.canonical().replace(b'"batch"', b'"other"'),
        BATCH.canonical().replace(b'"device"', b'"name"'),
        BATCH.canonical().replace(b".000Z", b"Z"),
        BATCH.canonical() + b" ",
    ],
)
def test_bytes_in_another_form_are_no_leaf(body: bytes) -> None:
    with pytest.raises(DocumentMalformed):
        leaf_of(body)
