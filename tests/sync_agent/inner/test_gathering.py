from datetime import timedelta

import pytest

from programme.chain import GENESIS, link
from programme.glass import GlassCheck, GlassOutcome
from programme.records import (
    AdoptionReceipt,
    ChainedRecord,
    EndReason,
    ErasureReceipt,
    GapRecord,
    GoneReceipt,
    PlainShown,
    Record,
)
from sync_agent.inner.gathering import are_due, recalled_in
from tests.fakes.hand_clock import NOON

GATHER = timedelta(minutes=15)
MINUTE = timedelta(minutes=1)


def plain(ended: int) -> Record:
    return PlainShown(
        view="default",
        from_at=NOON + (ended - 1) * MINUTE,
        to_at=NOON + ended * MINUTE,
        monotonic_ms=60_000,
        reason=EndReason.REPLACED,
        programme_version=1,
    )


CHECK = GlassCheck(
    disclosure="d-1",
    manifest="a" * 64,
    page="b" * 64,
    programme_version=1,
    at=NOON,
    outcome=GlassOutcome.SAME,
    expected="c" * 64,
    found="c" * 64,
    took_ms=40,
)
GONE = GoneReceipt(disclosure="d-1", at=NOON)


def chain(*records: Record) -> list[ChainedRecord]:
    return [
        link(record, number=number, previous=GENESIS)
        for number, record in enumerate(records, 1)
    ]


@pytest.mark.parametrize(
    ("records", "minutes", "due"),
    [
        ([plain(0)], 14, False),
        ([plain(0)], 15, True),
        ([CHECK, plain(1)], 14, False),
        ([plain(0), plain(14)], 15, True),
        ([plain(0), GONE], 0, True),
        ([plain(0)], -60, True),
        ([plain(0)] * 7, 1, True),
    ],
    ids=[
        "plays wait",
        "not for ever",
        "checks wait as well",
        "the oldest one says when",
        "a receipt waits for nothing",
        "the clock was set back",
        "a batch is full",
    ],
)
def test_plays_wait_for_one_another_and_nothing_else_waits(
    records: list[Record], minutes: int, due: bool
) -> None:
    now = NOON + minutes * MINUTE

    assert are_due(chain(*records), now, gather=GATHER, most=7) is due


def test_receipts_say_what_was_taken_down_and_plays_do_not() -> None:
    adopted = AdoptionReceipt(
        programme_version=1,
        programme="a" * 64,
        at=NOON,
        withdrawn=("d-1", "d-2"),
        vanished=("d-9",),
        refused=(),
    )
    erased = ErasureReceipt(disclosure="d-4", manifest="b" * 64, at=NOON)
    gap = GapRecord(first_lost=1, last_lost=1, reason="damaged", at=NOON)

    found = recalled_in([adopted, GoneReceipt(disclosure="d-3", at=NOON), erased, gap])

    assert found == {"d-1", "d-2", "d-3", "d-4"}
