from collections.abc import Callable

import pytest

from programme.records import Record
from sync_agent.held import PORTION, HeldRecords, PackedRecords


def test_records_come_back_in_their_order_and_once(
    gone: Callable[[int], Record],
) -> None:
    held, count = HeldRecords(), 2 * PORTION + 7
    wanted = {f"c-{number}": gone(number) for number in range(count)}
    for name, record in wanted.items():
        held.add({name: record})
        held.add({name: record})
    assert len(held) == count

    found: dict[str, Record] = {}
    while oldest := held.oldest():
        found |= oldest
        held.drop_oldest()

    assert list(found) == list(wanted)
    assert [r.canonical() for r in found.values()] == [
        r.canonical() for r in wanted.values()
    ]
    assert len(held) == 0


def test_what_is_held_already_is_not_fresh(gone: Callable[[int], Record]) -> None:
    held = HeldRecords()
    held.add({"a": gone(1)})

    assert list(held.fresh({"a": gone(1), "b": gone(2)})) == ["b"]


def test_packed_records_are_read_by_name_in_order_and_by_portions(
    gone: Callable[[int], Record],
) -> None:
    wanted = {f"c-{number}": gone(number) for number in range(PORTION + 3)}

    packed = PackedRecords.of(iter(wanted.items()))

    assert list(packed) == list(wanted)
    assert packed["c-501"] == wanted["c-501"]
    assert [len(portion) for portion in packed.portions()] == [PORTION, 3]
    with pytest.raises(KeyError):
        packed["nobody"]
