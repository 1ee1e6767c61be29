"""Serve `GET /wake?group=` as server-sent events; it knows no database."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from publishing.wake.hub import Hub, HubFull

EVENT = b"event: wake\ndata: {}\n\n"
COMMENT = b": \n\n"
_GROUP = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_BUSY_S = "60"

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def make_web(hub: Hub, *, heartbeat_s: float, lifespan: Lifespan) -> Starlette:
    """Return the application."""

    async def wake(request: Request) -> Response:
        group = request.query_params.get("group", "")
        if not _GROUP.fullmatch(group):
            return Response(status_code=400)
        if not hub.has_room:
            return Response(status_code=503, headers={"Retry-After": _BUSY_S})
        return StreamingResponse(
            events(hub, group, heartbeat_s=heartbeat_s),
            media_type="text/event-stream",
            headers=_HEADERS,
        )

    async def health(_: Request) -> Response:
        return Response(status_code=204)

    async def not_found(_: Request, __: Exception) -> Response:
        return Response(status_code=404)

    return Starlette(
        routes=[Route("/wake", wake), Route("/health", health)],
        exception_handlers={404: not_found},
        lifespan=lifespan,
    )


async def events(hub: Hub, group: str, *, heartbeat_s: float) -> AsyncGenerator[bytes]:
    """Yield an event at once and at each call, and a comment in long silences."""
    try:
        with hub.listening(group) as call:
            yield EVENT
            while not hub.closing.is_set():
                try:
                    await asyncio.wait_for(call.wait(), heartbeat_s)
                except TimeoutError:
                    yield COMMENT
                    continue
                call.clear()
                if not hub.closing.is_set():
                    yield EVENT
    except HubFull:
        return
