from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from programme.records import EndReason, GoneReceipt, PlayRecord, Record
from sync_agent.drain import Drain
from sync_agent.outbox import Outbox, OutboxOverfull, Submission
from sync_agent.outbox_file import path_of
from sync_agent.receipts import ReceiptsApart, holds_receipts, receipts_first
from tests.fakes.contract import NOON
from tests.fakes.moving_clock import MovingClock

PLAY = PlayRecord(
    disclosure="d-1",
    manifest="a" * 64,
    page="b" * 64,
    page_number=1,
    pages=1,
    from_at=NOON,
    to_at=NOON + timedelta(seconds=15),
    monotonic_ms=15_000,
    dwell_s=15,
    reason=EndReason.TURN_OVER,
    programme_version=1,
)
GONE = GoneReceipt(disclosure="d-1", at=NOON)


def outbox(root: Path, program: str, *, most_held: int = 0) -> Outbox:
    writer = f"{program}-1"
    path = path_of(root, writer)
    return Outbox(path, writer, MovingClock(NOON), most_held=most_held)


def stored(root: Path, program: str) -> list[Record]:
    with Drain(root, f"{program}-1", MovingClock(NOON)) as drain:
        found = drain.undelivered(most=100, most_bytes=10**6)
    return [link.record for link in found]


def submissions(*records: Record) -> list[Submission]:
    return [
        Submission(client_id=f"c-{number}", record=record)
        for number, record in enumerate(records)
    ]


def test_a_receipt_stands_behind_no_play_and_each_is_stored_once(
    tmp_path: Path,
) -> None:
    with (
        closing(outbox(tmp_path, "player")) as plays,
        closing(outbox(tmp_path, "receipts")) as receipts,
    ):
        both = ReceiptsApart(plays, receipts)
        both.append_all(submissions(PLAY, PLAY, GONE))

        numbers = both.append_all(submissions(PLAY, PLAY, GONE))

    assert numbers == {"c-0": 1, "c-1": 2, "c-2": 1}
    assert stored(tmp_path, "player") == [PLAY, PLAY]
    assert stored(tmp_path, "receipts") == [GONE]


def test_without_a_receipt_no_chain_is_begun_for_it(tmp_path: Path) -> None:
    with closing(outbox(tmp_path, "player")) as plays:
        ReceiptsApart(plays, outbox(tmp_path, "receipts")).append_all(submissions(PLAY))

    assert not path_of(tmp_path, "receipts-1").exists()


def test_what_the_disk_refuses_is_not_said_to_be_stored(tmp_path: Path) -> None:
    with closing(outbox(tmp_path, "player")) as plays:
        refusing = outbox(tmp_path / "missing", "receipts")

        with pytest.raises(OutboxOverfull):
            ReceiptsApart(plays, refusing).append_all(submissions(PLAY, GONE))


def test_chains_with_receipts_are_delivered_before_all_others() -> None:
    writers = ["glass-1", "player-1", "receipts-2", "voice-0a", "agent-9", "agent-1"]

    assert receipts_first(writers) == [
        *("agent-9", "agent-1", "receipts-2"),
        *("glass-1", "player-1", "voice-0a"),
    ]
    assert [one for one in writers if holds_receipts(one)] == [
        *("receipts-2", "agent-9", "agent-1")
    ]
