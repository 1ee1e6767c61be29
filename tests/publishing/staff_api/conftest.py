"""Give tests of the staff API browsers in a county."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest
from fastapi import FastAPI

from publishing.staff_api.access import Access
from publishing.staff_api.router import guard, router_of
from tests.fakes.browsers import BASE, Browser
from tests.fakes.desk import County


@pytest.fixture
def app(county: County) -> FastAPI:
    """Give the staff API alone."""
    made = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    guard(made)
    made.include_router(router_of(county.cases, Access(county.cases.sessions)))
    return made


@pytest.fixture
async def browser(app: FastAPI) -> AsyncIterator[Browser]:
    """Give as many browsers as a test wants, each with cookies of its own."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with AsyncExitStack() as stack:

        def new() -> httpx.AsyncClient:
            client = httpx.AsyncClient(
                transport=transport, base_url=BASE, headers={"origin": BASE}
            )
            stack.push_async_callback(client.aclose)
            return client

        yield new
