from collections.abc import Callable

from programme.records import Record
from sync_agent.held import PORTION, HeldRecords


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
