import json
from datetime import UTC, datetime

import pytest

from programme.canonical import canonical_bytes
from programme.enrolment import PURPOSE_STATUS, DeviceStatus, SignedTime
from programme.envelope import Envelope, seal, unseal
from programme.errors import DocumentMalformed, SignatureRefused
from programme.keys import SigningKey, from_base64url, to_base64url

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


def newer(**told: object) -> bytes:
    """Return what an agent of a later version says."""
    return canonical_bytes(json.loads(STATUS.canonical()) | told)


def sealed(payload: bytes, key: SigningKey) -> Envelope:
    made = seal(STATUS, PURPOSE_STATUS, key)
    signature = key.sign(PURPOSE_STATUS.encode() + b"\n" + payload)
    return made.model_copy(
        update={"payload": to_base64url(payload), "signature": signature}
    )


def test_what_a_newer_agent_says_beside_is_kept_under_its_signature() -> None:
    key, said = SigningKey.generate(), newer(fan={"rpm": 900}, battery=None)

    status = unseal(sealed(said, key), DeviceStatus, PURPOSE_STATUS, key.public)

    assert status.canonical() == said
    assert status.state == "current"
    stored = DeviceStatus.model_validate(status.model_dump(mode="json"))
    assert stored.canonical() == said
    again = seal(status, PURPOSE_STATUS, key)
    assert from_base64url(again.payload) == said


def test_nothing_beside_can_be_changed_added_or_dropped_after_signing() -> None:
    key = SigningKey.generate()
    envelope = sealed(newer(fan=1), key)

    for other in (newer(fan=2), newer(fan=1, more=1), newer()):
        forged = envelope.model_copy(update={"payload": to_base64url(other)})
        with pytest.raises(SignatureRefused):
            unseal(forged, DeviceStatus, PURPOSE_STATUS, key.public)


@pytest.mark.parametrize(
    "said",
    [
        newer(free_bytes=-1),
        newer(format="mingbai.status/2"),
        newer(fan=1).replace(b'"fan":1', b'"fan":1.5'),
        newer(fan=1).replace(b'"fan":1', b'"fan": 1'),
    ],
)
def test_what_is_known_is_checked_as_ever_and_the_form_stays_canonical(
    said: bytes,
) -> None:
    with pytest.raises(DocumentMalformed):
        DeviceStatus.parse(said)


def test_a_device_does_what_it_knows_of_a_newer_centre_s_answer() -> None:
    said = canonical_bytes(
        json.loads(SignedTime(at=NOON, twin=True).canonical()) | {"pause_s": 3}
    )

    told = SignedTime.parse(said)

    assert (told.at, told.twin) == (NOON, True)
    assert told.canonical() == said
