"""Serve `GET /wake?group=` as server-sent events; it knows no database."""

import asyncio
import re
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from publishing.admission import Admission, TurnLater
from publishing.wake.hub import Hub, HubFull

EVENT = b"event: wake\ndata: {}\n\n"
COMMENT = b": \n\n"
_RETRY = b"retry: %d\n\n"
_GROUP = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_BUSY_S = "60"
_FAR = 10
"""A tenth more or less is not worth a word."""

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def make_web(
    hub: Hub, *, heartbeat_s: float, lifespan: Lifespan, admission: Admission
) -> Starlette:
    """Return the application."""

    async def wake(request: Request) -> Response:
        group = request.query_params.get("group", "")
        if not _GROUP.fullmatch(group):
            return Response(status_code=400)
        if not hub.has_room:
            return Response(status_code=503, headers={"Retry-After": _BUSY_S})
        try:
            admission.enter()
        except TurnLater as later:
            after = str(later.retry_after_s)
            return Response(status_code=later.status, headers={"Retry-After": after})
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
    """Yield an event at once and at each call, and a comment in long silences.

    Beside the first, and whenever it changed by a good deal, goes over how long the
    listeners are to spread their return should the line break (`retry:` of the HTML
    standard): the more of them, the longer.
    """
    try:
        with hub.listening(group) as call:
            told_ms = hub.spread_ms
            yield EVENT + _RETRY % told_ms
            while not hub.closing.is_set():
                try:
                    await asyncio.wait_for(call.wait(), heartbeat_s)
                except TimeoutError:
                    spread_ms = hub.spread_ms
                    if abs(spread_ms - told_ms) > told_ms // _FAR:
                        told_ms = spread_ms
                        yield _RETRY % told_ms
                    else:
                        yield COMMENT
                    continue
                call.clear()
                if not hub.closing.is_set():
                    yield EVENT
    except HubFull:
        return
