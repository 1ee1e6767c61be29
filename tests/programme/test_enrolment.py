from datetime import UTC, datetime

from programme.enrolment import DeviceStatus, SignedTime

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
STATUS = DeviceStatus(
    device="qinghe-hall-screen-1",
    state="current",
    said_at=NOON,
    programme_version=1,
    programme=None,
    last_sync_at=None,
    last_error="",
    free_bytes=1,
    unsent_records=0,
)


def test_what_an_older_agent_does_not_say_does_not_travel() -> None:
    newer = STATUS.model_copy(update={"conditions": ("current",), "run": "a1"})

    assert b"conditions" not in STATUS.canonical()
    assert b'"run"' not in STATUS.canonical()
    assert DeviceStatus.parse(newer.canonical()) == newer
    assert DeviceStatus.parse(STATUS.canonical()) == STATUS


def test_a_twin_travels_only_where_there_is_one() -> None:
    assert b"twin" not in SignedTime(at=NOON).canonical()
    assert SignedTime.parse(SignedTime(at=NOON, twin=True).canonical()).twin
