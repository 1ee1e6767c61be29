import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.types import Message

from programme.enrolment import EnrolmentAccepted, EnrolmentWaiting
from programme.records import BatchReceipt
from publishing.admission import Admission
from publishing.device_api.answers import busy
from publishing.device_api.bodies import MOST_BYTES, TooSlow, body_in_time
from publishing.device_api.pace import Pace
from publishing.device_api.routes import device_router
from tests.fakes.delivery import SCREEN, Delivery, FakeDevice, play


@pytest.fixture
async def client(delivery: Delivery) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    clock = delivery.county.clock
    app.include_router(
        device_router(
            delivery.conversations,
            enrolments=Pace(clock, per_minute=60, burst=3),
            deliveries=Pace(clock, per_minute=600, burst=100),
            admission=Admission(clock, per_s=1, burst=2),
        )
    )
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://c") as made:
        yield made


async def test_enrolment_answers_202_then_200(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    device = FakeDevice()
    body = device.request().canonical()

    waiting = await client.post("/device/enrolment", content=body)
    delivery.devices.confirm(
        delivery.county.people["publisher"], code=device.code, group=SCREEN, name="屏"
    )
    accepted = await client.post("/device/enrolment", content=body)

    assert waiting.status_code == 202
    assert EnrolmentWaiting.parse(waiting.content).ask_again_s > 0
    assert accepted.status_code == 200
    assert EnrolmentAccepted.parse(accepted.content).group == SCREEN


async def test_who_asks_too_often_is_told_when_to_come_back(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    body = FakeDevice().request().canonical()

    answers = [await client.post("/device/enrolment", content=body) for _ in range(4)]
    delivery.county.clock.forward(seconds=2)
    later = await client.post("/device/enrolment", content=body)

    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert answers[3].headers["retry-after"] == "2"
    assert later.status_code == 202


# F24
async def test_of_many_that_deliver_at_once_each_is_told_its_own_moment(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    device = delivery.enrolled()
    device.add(play("d-1", "a" * 64))
    body = device.batch(device.links)

    answers = [await client.post("/device/evidence", content=body) for _ in range(5)]
    delivery.county.clock.forward(seconds=2)
    later = await client.post("/device/evidence", content=body)

    assert [answer.status_code for answer in answers] == [200, 200, 429, 429, 429]
    assert [answer.headers["retry-after"] for answer in answers[2:]] == ["2", "3", "4"]
    assert answers[2].json()["error"]["code"] == "turn_later"
    assert later.status_code == 200


async def test_evidence_is_answered_with_a_receipt_and_no_cookie(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    device = delivery.enrolled()
    device.add(play("d-1", "a" * 64))

    answer = await client.post("/device/evidence", content=device.batch(device.links))

    assert BatchReceipt.parse(answer.content).stored_to == 1
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


async def test_a_batch_too_early_says_from_where_to_deliver(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    device = delivery.enrolled()
    device.add(play("d-1", "a" * 64), play("d-1", "a" * 64))

    body = device.batch(device.links[1:])
    answer = await client.post("/device/evidence", content=body)

    error = answer.json()["error"]
    assert answer.status_code == 409
    assert (error["code"], error["number"], error["stored_to"]) == ("chain_ahead", 1, 0)


async def test_a_broken_chain_is_409_with_its_first_bad_number(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    device = delivery.enrolled()
    device.add(play("d-1", "a" * 64), play("d-2", "a" * 64), play("d-3", "a" * 64))

    body = device.batch([device.links[0], device.links[2]])
    answer = await client.post("/device/evidence", content=body)

    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "chain_broken"
    assert answer.json()["error"]["number"] == 2


@pytest.mark.parametrize("path", ["enrolment", "evidence", "status"])
async def test_bytes_that_are_no_envelope_are_400(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.post(f"/device/{path}", content=b"{}")

    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "document_malformed"


async def test_an_unknown_device_is_401(client: httpx.AsyncClient) -> None:
    stranger = FakeDevice(id="nobody")
    stranger.add(play("d-1", "a" * 64))

    body = stranger.batch(stranger.links)
    answer = await client.post("/device/evidence", content=body)

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "device_unknown"


async def test_a_bad_signature_is_401(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    device = delivery.enrolled()
    device.add(play("d-1", "a" * 64))
    body = device.batch(device.links).replace(b'"payload":"e', b'"payload":"f', 1)

    answer = await client.post("/device/evidence", content=body)

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "signature_refused"


async def test_a_body_over_the_limit_is_413_while_it_streams(
    client: httpx.AsyncClient,
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(MOST_BYTES // 65_536 + 2):
            yield bytes(65_536)

    streamed = await client.post("/device/status", content=endless())
    declared = await client.post("/device/status", content=bytes(MOST_BYTES + 1))

    assert (streamed.status_code, declared.status_code) == (413, 413)


async def trickling(begun: asyncio.Event, ends: asyncio.Event) -> AsyncIterator[bytes]:
    """Yield a body of which no more than its beginning comes for now."""
    yield b"{"
    begun.set()
    await ends.wait()


# F14
async def test_those_on_slow_lines_hold_no_place_of_those_who_are_here(
    delivery: Delivery,
) -> None:
    app, clock = FastAPI(), delivery.county.clock
    app.include_router(
        device_router(
            delivery.conversations,
            enrolments=Pace(clock, per_minute=60, burst=3),
            deliveries=Pace(clock, per_minute=600, burst=100),
            admission=Admission(clock, per_s=100, burst=100, most_inside=1),
        )
    )
    device = delivery.enrolled()
    device.add(play("d-1", "a" * 64))
    ends, begun = asyncio.Event(), [asyncio.Event() for _ in range(7)]
    transport = httpx.ASGITransport(app=app)
    async with (
        httpx.AsyncClient(transport=transport, base_url="https://c") as client,
        asyncio.TaskGroup() as slow,
    ):
        for one in begun:
            body = trickling(one, ends)
            slow.create_task(client.post("/device/evidence", content=body))
            await one.wait()

        answer = await client.post(
            "/device/evidence", content=device.batch(device.links)
        )
        begun.append(asyncio.Event())
        last = trickling(begun[-1], ends)
        slow.create_task(client.post("/device/evidence", content=last))
        await begun[-1].wait()
        ninth = await client.post("/device/evidence", content=b"{}")
        ends.set()

    assert BatchReceipt.parse(answer.content).stored_to == 1
    # From one address no more than eight are read at a time.
    assert (ninth.status_code, ninth.json()["error"]["code"]) == (429, "turn_later")


async def test_a_body_that_does_not_come_in_time_is_not_waited_for() -> None:
    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    request = Request({"type": "http", "method": "POST", "headers": []}, never)

    with pytest.raises(TooSlow):
        await body_in_time(request, longest_s=0.01)


async def test_a_database_that_does_not_take_it_is_503() -> None:
    answer = busy(OperationalError("INSERT", {}, Exception("disk is full")))

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"


async def test_health_says_ready(client: httpx.AsyncClient) -> None:
    assert (await client.get("/device/health")).json() == {"state": "ready"}
