import json
from datetime import datetime

import pytest

from programme.approval import KeyKind, People, PersonKey, Role
from programme.boards import DisplayKind
from programme.chain import GENESIS, link
from programme.clock import SystemClock
from programme.enrolment import DeviceStatus, EnrolmentAccepted, EnrolmentWaiting
from programme.envelope import seal
from programme.keys import SigningKey, key_id
from programme.records import Batch, BatchReceipt, GoneReceipt
from sync_agent.inner.device_api import PURPOSE_TIME, ChainAhead, DeviceApi
from sync_agent.inner.enrolment import OwnGlass, ask, new_code
from sync_agent.inner.errors import DeviceUnknown, EnrolmentRefused
from sync_agent.inner.http import Http
from sync_agent.inner.http_errors import AnswerRefused, AnswerTooLong
from tests.fakes.centre_repository import FakeCentre
from tests.fakes.centre_server import CentreServer, Reply, error_body
from tests.fakes.running_agent import DEVICE, FakeDeviceApi

PORTAL = b"<html><title>\xe8\xaf\xb7\xe7\x99\xbb\xe5\xbd\x95</title></html>"
GLASS = OwnGlass(kind=DisplayKind.SCREEN, width=1920, height=1080)
NOW = SystemClock().now().replace(microsecond=0)


@pytest.fixture
def key() -> SigningKey:
    """Give the device's key."""
    return SigningKey.generate()


@pytest.fixture
def api(http: Http, server: CentreServer, key: SigningKey) -> DeviceApi:
    """Give the device's end."""
    return DeviceApi(http, f"{server.url}/", key)


@pytest.fixture
def centre(server: CentreServer, key: SigningKey) -> FakeDeviceApi:
    """Give the centre's end, which knows the device's key."""
    return FakeDeviceApi(FakeCentre(server.folder), server, public=key.public)


def answering(server: CentreServer, word: str, reply: Reply) -> None:
    server.posts[f"/device/{word}"] = lambda _: reply


def status() -> DeviceStatus:
    return DeviceStatus(
        device=DEVICE,
        state="current",
        said_at=NOW,
        programme_version=0,
        programme=None,
        last_sync_at=None,
        last_error="",
        free_bytes=0,
        unsent_records=0,
    )


def batch() -> Batch:
    record = GoneReceipt(disclosure="d-1", at=NOW)
    records = (link(record, number=1, previous=GENESIS),)
    return Batch(device=DEVICE, writer="player-1", records=records)


def people(*keys: SigningKey, kind: KeyKind = KeyKind.CENTRE) -> People:
    known = tuple(
        PersonKey(
            kind=kind,
            id=key_id(key.public),
            public=key.public,
            person=None if kind is KeyKind.CENTRE else "person-a",
            roles=tuple(Role),
        )
        for key in keys
    )
    return People(version=1, keys=known, accepted_kinds=("centre",))


def test_a_device_tells_its_code_and_its_glass_and_is_asked_to_wait(
    api: DeviceApi, centre: FakeDeviceApi, key: SigningKey
) -> None:
    code = new_code()

    answer = ask(api, key, GLASS, code)

    assert answer == EnrolmentWaiting(ask_again_s=1)
    assert (centre.public, centre.code) == (key.public, code)


def test_a_device_whose_code_was_confirmed_is_told_who_it_is(
    api: DeviceApi, centre: FakeDeviceApi, key: SigningKey
) -> None:
    centre.confirmed = True

    answer = ask(api, key, GLASS, new_code())

    assert isinstance(answer, EnrolmentAccepted)
    assert answer.device == DEVICE


def test_a_wrong_code_is_refused_in_the_centre_s_words(
    api: DeviceApi, centre: FakeDeviceApi, key: SigningKey
) -> None:
    centre.refusing = True

    with pytest.raises(EnrolmentRefused, match="没有接受这台设备：登记码不对"):
        ask(api, key, GLASS, new_code())


@pytest.mark.parametrize("code", [400, 403, 404, 429, 503])
def test_an_enrolment_that_another_than_the_centre_answers_is_not_a_refusal(
    api: DeviceApi, server: CentreServer, key: SigningKey, code: int
) -> None:
    answering(server, "enrolment", Reply(status=code, body=PORTAL))

    with pytest.raises(AnswerRefused) as failure:
        ask(api, key, GLASS, new_code())

    assert failure.value.status == code


@pytest.mark.parametrize("body", [PORTAL, b"", b"[]", b'{"state":"accepted"}'])
@pytest.mark.parametrize("code", [200, 202])
def test_a_page_that_a_captive_portal_puts_in_between_is_no_answer(
    api: DeviceApi, server: CentreServer, key: SigningKey, code: int, body: bytes
) -> None:
    for word in ("enrolment", "evidence", "status"):
        answering(server, word, Reply(status=code, body=body))

    with pytest.raises(AnswerRefused):
        ask(api, key, GLASS, new_code())
    with pytest.raises(AnswerRefused):
        api.deliver(batch())
    with pytest.raises(AnswerRefused):
        api.report(status(), None)


def test_an_answer_without_an_end_is_not_taken(
    api: DeviceApi, server: CentreServer
) -> None:
    answering(server, "status", Reply(body=bytes(1024 * 1024 + 1)))

    with pytest.raises(AnswerTooLong):
        api.report(status(), None)


def test_records_are_handed_over_with_the_device_s_signature(
    api: DeviceApi, centre: FakeDeviceApi
) -> None:
    receipt = api.deliver(batch())

    assert receipt.stored_to == 1
    assert centre.chains["player-1"] == list(batch().records)
    assert centre.server.asked_with[0]["Content-Type"] == "application/json"


@pytest.mark.parametrize("code", [401, 403])
def test_a_device_that_the_centre_does_not_know_any_more_is_told_why(
    api: DeviceApi, server: CentreServer, code: int
) -> None:
    reply = Reply(status=code, body=error_body("device_revoked", "设备 d-1 已停用。"))
    answering(server, "evidence", reply)
    answering(server, "status", reply)

    with pytest.raises(DeviceUnknown, match="不认这台设备：设备 d-1 已停用"):
        api.deliver(batch())
    with pytest.raises(DeviceUnknown):
        api.report(status(), None)


@pytest.mark.parametrize("code", [401, 403, 511])
def test_a_refusal_by_another_than_the_centre_is_not_the_centre_s_word(
    api: DeviceApi, server: CentreServer, code: int
) -> None:
    answering(server, "evidence", Reply(status=code, body=PORTAL))
    answering(server, "status", Reply(status=code))

    with pytest.raises(AnswerRefused) as failure:
        api.deliver(batch())
    with pytest.raises(AnswerRefused):
        api.report(status(), None)

    assert failure.value.status == code


def test_a_centre_that_lacks_records_says_from_which_on(
    api: DeviceApi, server: CentreServer
) -> None:
    told = {"error": {"code": "chain_ahead", "message": "少", "number": 7}}
    answering(server, "evidence", Reply(status=409, body=json.dumps(told).encode()))

    with pytest.raises(ChainAhead) as failure:
        api.deliver(batch())

    assert failure.value.number == 7


@pytest.mark.parametrize("number", [-1, 2**70])
def test_a_number_that_no_record_has_is_no_word_of_what_is_lacking(
    api: DeviceApi, server: CentreServer, number: int
) -> None:
    told = {"error": {"code": "chain_ahead", "message": "少", "number": number}}
    answering(server, "evidence", Reply(status=409, body=json.dumps(told).encode()))

    with pytest.raises(AnswerRefused) as failure:
        api.deliver(batch())

    assert not isinstance(failure.value, ChainAhead)


@pytest.mark.parametrize("other", [{"writer": "agent-2"}, {"device": "qinghe-9"}])
def test_a_receipt_for_another_chain_is_none_for_this_one(
    api: DeviceApi, server: CentreServer, other: dict[str, str]
) -> None:
    sent = batch()
    receipt = BatchReceipt(device=sent.device, writer=sent.writer, stored_to=900)
    body = receipt.model_copy(update=other).canonical()
    answering(server, "evidence", Reply(body=body))

    with pytest.raises(AnswerRefused):
        api.deliver(sent)


def test_another_conflict_is_a_refusal(api: DeviceApi, server: CentreServer) -> None:
    reply = Reply(status=409, body=error_body("chain_refused", "链断了"))
    answering(server, "evidence", reply)

    with pytest.raises(AnswerRefused) as failure:
        api.deliver(batch())

    assert not isinstance(failure.value, ChainAhead)


def time_told(
    api: DeviceApi, centre: FakeDeviceApi, known: People | None
) -> datetime | None:
    told = api.report(status(), known)
    assert centre.statuses == [status()]
    if told is None:
        return None
    assert known is not None
    assert told.key in {key.id for key in known.keys}
    return told.word.at


def test_the_centre_s_time_is_taken_where_a_key_of_the_centre_signed_it(
    api: DeviceApi, centre: FakeDeviceApi
) -> None:
    centre.ahead_s = 3600.0
    known = people(SigningKey.generate(), centre.centre.approval_key)

    at = time_told(api, centre, known)

    assert at is not None
    ahead_s = (at - SystemClock().now()).total_seconds()
    assert 3540 < ahead_s <= 3600


def test_the_time_is_not_taken_from_a_key_that_is_not_the_centre_s(
    api: DeviceApi, centre: FakeDeviceApi
) -> None:
    known = people(centre.centre.approval_key, kind=KeyKind.ED25519)

    assert time_told(api, centre, known) is None


def test_the_time_is_not_taken_from_a_stranger(
    api: DeviceApi, centre: FakeDeviceApi
) -> None:
    assert time_told(api, centre, people(SigningKey.generate())) is None


def test_the_time_is_not_taken_where_nobody_is_known_yet(
    api: DeviceApi, centre: FakeDeviceApi
) -> None:
    assert time_told(api, centre, None) is None


def test_the_time_is_not_taken_where_its_signature_is_false(
    api: DeviceApi, server: CentreServer
) -> None:
    centre_key = SigningKey.generate()
    other = seal(status(), "mingbai.other/1", centre_key)
    sealed = seal(status(), PURPOSE_TIME, centre_key)
    forged = sealed.model_copy(update={"signature": other.signature})

    for envelope in (forged, sealed):
        answering(server, "status", Reply(body=envelope.canonical()))

        assert api.report(status(), people(centre_key)) is None
