import httpx
from fastapi import FastAPI

from publishing.staff_api.router import guard
from tests.fakes.browsers import BASE


async def test_a_mistake_of_our_own_is_json_without_a_trace() -> None:
    app = FastAPI()
    guard(app)

    @app.get("/api/broken")
    def broken() -> None:
        msg = "secret detail"
        raise LookupError(msg)

    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        answer = await client.get("/api/broken")

    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "failed"
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
