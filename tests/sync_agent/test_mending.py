from collections.abc import Callable

import pytest

from programme.canonical import sha256_hex
from programme.chain import GENESIS, check_links, link
from programme.records import Record
from sync_agent.mending import Mended, Row, StructureSpoiled, chained_of, mend
from tests.fakes.device import MovedClock


def chain(gone: Callable[[int], Record], count: int) -> list[Row]:
    rows, digest = [], GENESIS
    for number in range(1, count + 1):
        member = link(gone(number), number=number, previous=digest)
        digest = member.digest()
        rows.append(Row(number=number, body=member.canonical(), digest=digest))
    return rows


def mended_of(rows: list[Row], clock: MovedClock, *, last: int = 0) -> Mended:
    return mend(
        rows,
        after_number=0,
        after_digest=GENESIS,
        original=GENESIS,
        last=last or len(rows),
        at=clock.now(),
    )


def test_a_whole_chain_is_left_as_it_is(
    gone: Callable[[int], Record], clock: MovedClock
) -> None:
    rows = chain(gone, 4)

    mended = mended_of(rows, clock)

    assert mended.lost == ()
    assert [r.canonical() for r in mended.rows] == [row.body for row in rows]


def test_two_damaged_rows_in_a_row_are_two_gaps(
    gone: Callable[[int], Record], clock: MovedClock
) -> None:
    rows = chain(gone, 5)
    rows[1] = Row(number=2, body=b"x", digest="y")
    rows[2] = Row(number=3, body=None, digest=None)

    mended = mended_of(rows, clock)

    assert mended.lost == (2, 3)
    assert check_links(mended.rows, after_number=0, after_digest=GENESIS)[0] == 5


def test_a_row_under_another_s_number_is_damaged(
    gone: Callable[[int], Record],
) -> None:
    row = chain(gone, 1)[0]

    assert chained_of(Row(number=2, body=row.body, digest=row.digest)) is None


def test_nothing_to_mend_is_nothing(clock: MovedClock) -> None:
    mended = mended_of([], clock)

    assert mended.rows == ()


def test_a_row_that_is_whole_and_yet_no_record_is_damaged(
    gone: Callable[[int], Record], clock: MovedClock
) -> None:
    rows = chain(gone, 3)
    foreign = b'{"format":"mingbai.other/1"}'
    rows[1] = Row(number=2, body=foreign, digest=sha256_hex(foreign))

    mended = mended_of(rows, clock)

    assert chained_of(rows[1]) is None
    assert mended.lost == (2,)
    assert check_links(mended.rows, after_number=0, after_digest=GENESIS)[0] == 3


# F11
def test_a_row_with_a_damaged_number_far_off_is_one_gap_and_goes(
    gone: Callable[[int], Record], clock: MovedClock
) -> None:
    rows = chain(gone, 4)
    rows[3] = Row(number=2**40, body=b"x", digest="y")

    mended = mended_of(rows, clock)

    assert mended.lost == (4,)
    assert len(mended.rows) == 4


def test_a_whole_row_under_another_s_number_spoils_the_structure(
    gone: Callable[[int], Record], clock: MovedClock
) -> None:
    rows = chain(gone, 3)
    rows[2] = Row(number=7, body=rows[2].body, digest=rows[2].digest)

    with pytest.raises(StructureSpoiled, match="第 7 条"):
        mended_of(rows, clock)


# F11
def test_two_rows_under_one_number_spoil_the_structure(
    gone: Callable[[int], Record], clock: MovedClock
) -> None:
    rows = chain(gone, 3)
    rows[1] = Row(number=3, body=rows[1].body, digest=rows[1].digest)

    with pytest.raises(StructureSpoiled):
        mended_of(rows, clock)
