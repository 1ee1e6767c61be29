from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from programme.records import Record
from sync_agent.drain import Drain
from sync_agent.outbox import Outbox, Submission
from sync_agent.outbox_file import path_of
from sync_agent.salvage import readable_records
from tests.fakes.device import MovedClock

WRITER = "player-1"
RECORDS, DELIVERED = 40, 15
PAGE = 4096


@pytest.fixture
def outbox(tmp_path: Path, gone: Callable[[int], Record], clock: MovedClock) -> Outbox:
    """Give an open outbox with records; the centre has some of them."""
    made = Outbox(path_of(tmp_path, WRITER), WRITER, clock)
    for number in range(1, RECORDS + 1):
        made.append(gone(number), client_id=f"c-{number}")
        if number == DELIVERED:
            with Drain(tmp_path, WRITER, clock) as drain:
                records = drain.undelivered(most=RECORDS, most_bytes=10**6)
                drain.delivered(records, keep=RECORDS)
    return made


def spoil(path: Path, first: int, last: int) -> None:
    data = bytearray(path.read_bytes())
    data[first:last] = bytes(byte ^ 0xFF for byte in data[first:last])
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("first", "last"),
    [(0, PAGE), (30, 31), (100, 101), (PAGE - 38, PAGE - 37), (3700, PAGE)],
    ids=["first page", "count of pages", "its kind", "a letter", "the tables"],
)
def test_where_the_first_page_is_spoiled_all_that_follows_is_read(
    outbox: Outbox, first: int, last: int
) -> None:
    outbox.close()
    spoil(outbox.path, first, last)

    saved = readable_records(outbox.path)

    assert list(saved.records) == [f"c-{n}" for n in range(DELIVERED + 1, RECORDS + 1)]
    assert saved.first_lost == RECORDS + 1


def test_what_is_in_the_log_only_is_read_as_well(
    outbox: Outbox, tmp_path: Path
) -> None:
    with closing(outbox):
        copied = path_of(tmp_path, "player-2")
        log = f"{outbox.path.name}-wal"
        copied.write_bytes(outbox.path.read_bytes())
        copied.with_name(f"{copied.name}-wal").write_bytes(
            outbox.path.with_name(log).read_bytes()
        )
    spoil(copied, 0, copied.stat().st_size)

    saved = readable_records(copied)

    assert len(saved.records) == RECORDS - DELIVERED


def test_what_lies_between_two_spoiled_pages_is_read(
    tmp_path: Path, gone: Callable[[int], Record], clock: MovedClock
) -> None:
    count = 1500
    with closing(Outbox(path_of(tmp_path, WRITER), WRITER, clock)) as outbox:
        outbox.append_all(
            [
                Submission(client_id=f"c-{n}", record=gone(n))
                for n in range(1, count + 1)
            ]
        )
    data = outbox.path.read_bytes()
    for number in (5, count - 5):
        page = data.index(f"c-{number}{{".encode()) // PAGE * PAGE
        spoil(outbox.path, page, page + PAGE)

    saved = readable_records(outbox.path)

    names = [int(name.removeprefix("c-")) for name in saved.records]
    assert names == sorted(names)
    assert saved.first_lost < 6
    assert len(names) > count - 50


@pytest.mark.parametrize("data", [b"", b"no outbox at all", b"\0" * 3 * PAGE])
def test_of_what_was_never_an_outbox_nothing_is_read(
    tmp_path: Path, data: bytes
) -> None:
    path = path_of(tmp_path, WRITER)
    path.write_bytes(data)

    saved = readable_records(path, after=7)

    assert (dict(saved.records), saved.first_lost) == ({}, 8)


def test_of_a_file_that_is_gone_nothing_is_read(tmp_path: Path) -> None:
    saved = readable_records(path_of(tmp_path, WRITER), after=3)

    assert (dict(saved.records), saved.first_lost) == ({}, 4)
