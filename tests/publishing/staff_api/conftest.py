"""Give tests of the staff API browsers in a county."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from functools import cache

import httpx
import pytest
from fastapi import FastAPI

from publishing.staff_api.router import guard, router_of
from tests.fakes.browsers import BASE, Browser
from tests.fakes.desk import County
from tests.fakes.stand_ins import Standing


@cache
def _built() -> tuple[FastAPI, Standing]:
    """Build the staff API alone, over the use cases of whichever county it is then."""
    made, standing = (
        FastAPI(docs_url=None, redoc_url=None, openapi_url=None),
        Standing(),
    )
    guard(made)
    made.include_router(router_of(standing.standing_in(), standing.access()))
    return made, standing


@pytest.fixture
def app(county: County) -> Iterator[FastAPI]:
    """Give the staff API alone."""
    made, standing = _built()
    standing.cases = county.cases
    yield made
    standing.cases = None


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
