from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from publishing.fleet.routes import fleet_router
from publishing.staff_api.answers import add_error_handlers
from tests.fakes.delivery import SCREEN, Delivery, FakeDevice


@pytest.fixture
async def client(delivery: Delivery) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    add_error_handlers(app)
    keeper = delivery.county.people["publisher"]
    app.include_router(fleet_router(delivery.devices, lambda: keeper))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://c") as made:
        yield made


async def test_a_device_is_confirmed_listed_and_revoked(
    delivery: Delivery, client: httpx.AsyncClient
) -> None:
    delivery.conversations.enrol(FakeDevice().request().canonical())
    form = {"code": "ABCD2345", "group": SCREEN, "name": "一号屏"}

    pending = (await client.get("/api/fleet/pending")).json()
    confirmed = (await client.post("/api/fleet/confirm", json=form)).json()
    listed = (await client.get("/api/fleet/devices")).json()
    leave = {"device": confirmed["id"], "reason": "遗失"}
    revoked = await client.post("/api/fleet/revoke", json=leave)

    assert [device["width"] for device in pending] == [1920]
    assert listed == [confirmed]
    assert listed[0]["status"] is None
    assert revoked.json() == {"state": "revoked"}


async def test_a_wrong_code_is_a_typed_error_in_plain_words(
    client: httpx.AsyncClient,
) -> None:
    form = {"code": "WRNG2222", "group": SCREEN, "name": "一号屏"}

    answer = await client.post("/api/fleet/confirm", json=form)

    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "code_wrong"
    assert "屏幕" in answer.json()["error"]["message"]


async def test_an_unknown_field_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/fleet/revoke", json={"device": "d", "why": "x"})

    assert answer.status_code == 422
