import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from programme.clock import SystemClock
from programme.records import PlayRecord
from signage.intake import Intake, PostMalformed
from sync_agent.disk import DiskProblem
from sync_agent.outbox import OutboxOverfull, RecordsHeld, open_outbox
from sync_agent.outbox_file import writers_in
from tests.fakes.sinks import Sink

PLAY: dict[str, Any] = {
    "kind": "play",
    "disclosure": "a",
    "manifest": "0" * 64,
    "page": "1" * 64,
    "page_number": 1,
    "pages": 3,
    "from_at": "2026-11-23T04:00:00.016Z",
    "to_at": "2026-11-23T04:00:15.000Z",
    "monotonic_ms": 14984,
    "dwell_s": 15,
    "reason": "turn_over",
    "programme_version": 7,
    "clock_sure": True,
}
GONE = {"kind": "gone", "disclosure": "a", "at": "2026-11-23T04:00:15.000Z"}


def body(*members: object) -> bytes:
    return json.dumps(members).encode()


def posted(name: str, record: object = PLAY) -> dict[str, object]:
    return {"id": name, "record": record}


def test_a_play_is_stored_as_it_was_posted() -> None:
    sink = Sink()

    taken = Intake(sink).take(body(posted("one-0001")))

    assert taken.stored == ("one-0001",)
    record = sink.stored["one-0001"]
    assert isinstance(record, PlayRecord)
    assert record.from_at == datetime(2026, 11, 23, 4, 0, 0, 16_000, tzinfo=UTC)
    assert record.monotonic_ms == 14984


def test_records_of_several_kinds_come_in_one_post() -> None:
    sink = Sink()

    Intake(sink).take(body(posted("one-0001"), posted("two-0002", GONE)))

    assert set(sink.stored) == {"one-0001", "two-0002"}


def test_what_is_no_record_is_refused_and_the_rest_is_stored() -> None:
    sink = Sink()
    bad = {"kind": "play", "disclosure": "a"}

    taken = Intake(sink).take(body(posted("bad-0001", bad), posted("one-0001")))

    assert (taken.stored, taken.refused) == (("one-0001",), ("bad-0001",))


def test_a_record_that_only_the_agent_may_write_is_refused() -> None:
    record = {
        "kind": "adopted",
        "programme_version": 1,
        "programme": "0" * 64,
        "at": "2026-11-23T04:00:15.000Z",
        "withdrawn": [],
        "vanished": [],
        "refused": [],
    }

    taken = Intake(Sink()).take(body(posted("one-0001", record)))

    assert taken.refused == ("one-0001",)


@pytest.mark.parametrize(
    "bad", [b"", b"{}", b"not json", b'[{"record":{}}]', b'[{"id":7}]']
)
def test_a_post_that_is_no_list_of_named_records_is_refused(bad: bytes) -> None:
    with pytest.raises(PostMalformed, match="重新打开"):
        Intake(Sink()).take(bad)


def test_too_many_records_at_once_are_refused() -> None:
    with pytest.raises(PostMalformed):
        Intake(Sink()).take(body(*[posted(f"id-{n:06}") for n in range(501)]))


def test_a_post_of_only_bad_records_stores_nothing() -> None:
    taken = Intake(Sink()).take(body(posted("bad-0001", {})))

    assert (taken.stored, taken.refused) == ((), ("bad-0001",))


@pytest.mark.parametrize(
    "failure",
    [
        RecordsHeld(held=1, problem=DiskProblem.FULL),
        OutboxOverfull(held=1, refused=1),
    ],
)
def test_what_is_not_on_disk_is_not_confirmed(failure: Exception) -> None:
    with pytest.raises(type(failure)):
        Intake(Sink(failure)).take(body(posted("one-0001")))


def test_a_record_that_is_posted_twice_is_in_the_chain_once(
    tmp_path: Path,
) -> None:
    outbox = open_outbox(tmp_path, "player", SystemClock())
    intake = Intake(outbox)

    intake.take(body(posted("one-0001")))
    again = intake.take(body(posted("one-0001"), posted("two-0002", GONE)))
    last = outbox.append(PlayRecord.model_validate(PLAY))
    outbox.close()

    assert again.stored == ("one-0001", "two-0002")
    assert last == 3
    assert len(writers_in(tmp_path)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"monotonic_ms": 2**60},
        {"page_number": 2**53 - 1},
        {"dwell_s": 2**53 - 1},
        {"programme_version": 2**60},
        {"from_at": "0001-01-01T00:00:00.000Z"},
        {"to_at": "9999-12-31T23:59:00.000Z"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_record_that_no_chain_could_carry_holds_up_no_other(
    tmp_path: Path, change: dict[str, object]
) -> None:
    outbox = open_outbox(tmp_path, "player", SystemClock())
    members = body(posted("bad-0001", PLAY | change), posted("one-0001"))

    taken = Intake(outbox).take(members)

    assert taken.refused == ("bad-0001",)
    assert taken.stored == ("one-0001",)
    outbox.close()
