"""Serve the screen page on this machine: its files, the plan, pictures, records.

No rule about time or order is here; the routes fetch, ask and answer.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.middleware.trustedhost import TrustedHostMiddleware

from programme.device_time import ClockState, Verdict
from signage.codes import code_svg
from signage.events import EventStreams
from signage.headers import FixedHeaders
from signage.intake import Intake, PostMalformed
from signage.keeper import PlanKeeper
from signage.shell import INDEX, Shell
from sync_agent.outbox import OutboxOverfull, RecordsHeld
from sync_agent.store import AssetUnusable

MOST_BODY_BYTES = 2 * 1024 * 1024

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; media-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_NEVER = {"Cache-Control": "no-store"}

AlarmOf = Callable[[str], bytes | None]
"""Makes the sound of an emergency notice; None where it may not be heard now."""
Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def make_web(
    *,
    shell: Shell,
    keeper: PlanKeeper,
    streams: EventStreams,
    intake: Intake,
    alarm_of: AlarmOf,
    lifespan: Lifespan,
    checks: Mapping[str, int],
    hour: Callable[[], Verdict],
) -> FastAPI:
    """Return the player's server."""
    web = FastAPI(
        title="mingbai player",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    # Another name that leads to 127.0.0.1 is somebody else's page (DNS rebinding).
    web.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    web.add_middleware(FixedHeaders, headers=_HEADERS)
    _add_shell(web, shell)
    _add_content(web, keeper)
    _add_alarms(web, alarm_of)
    _add_checks(web, checks)
    _add_hour(web, hour)
    _add_traffic(web, keeper, streams, intake)
    return web


def _add_shell(web: FastAPI, shell: Shell) -> None:
    @web.get(INDEX, include_in_schema=False)
    @web.get("/{path:path}.js", include_in_schema=False)
    @web.get("/page/{path:path}", include_in_schema=False)
    @web.get("/look/{path:path}", include_in_schema=False)
    def send_file(request: Request) -> Response:
        file = shell.files.get(request.url.path)
        if file is None:
            return refusal(404, "not_found", "没有这个文件。")
        return Response(
            file.body, media_type=file.media_type, headers={"Cache-Control": "no-cache"}
        )


def _add_content(web: FastAPI, keeper: PlanKeeper) -> None:
    @web.get("/plan.json")
    def send_plan() -> Response:
        offer = keeper.offer
        if offer.plan is None:
            return refusal(404, "no_plan", "还没有可以播放的内容。")
        return Response(offer.body, media_type="application/json", headers=_NEVER)

    @web.get("/assets/{sha256}.webp")
    def send_picture(sha256: str) -> Response:
        ref = keeper.offer.pages.get(sha256)
        if ref is None:
            return refusal(404, "not_in_plan", "节目里没有这一页。")
        try:
            data = keeper.read(ref)
        except AssetUnusable as error:
            return refusal(404, error.code, str(error))
        return Response(data, media_type="image/webp", headers=_FOREVER)

    @web.get("/qr/{disclosure}.svg")
    def send_code(disclosure: str) -> Response:
        item = keeper.offer.item(disclosure)
        if item is None:
            return refusal(404, "not_in_plan", "节目里没有这一件。")
        return Response(
            code_svg(item.code_text), media_type="image/svg+xml", headers=_NEVER
        )


def _add_alarms(web: FastAPI, alarm_of: AlarmOf) -> None:
    # Not a coroutine: making a sound takes its time, and blocks a thread only.
    @web.get("/alarm/{notice}.wav")
    def send_alarm(notice: str) -> Response:
        sound = alarm_of(notice)
        if sound is None:
            return refusal(404, "silent", "现在不出声。")
        return Response(sound, media_type="audio/wav", headers=_NEVER)


def _add_checks(web: FastAPI, checks: Mapping[str, int]) -> None:
    @web.get("/proof.json")
    def send_checks() -> Response:
        return JSONResponse(dict(checks), headers=_NEVER)


def _add_hour(web: FastAPI, hour: Callable[[], Verdict]) -> None:
    @web.get("/now")
    def send_hour() -> Response:
        told = hour()
        sure = told.state is ClockState.SURE
        told_ms = round(told.at.timestamp() * 1000)
        return JSONResponse({"at_ms": told_ms, "sure": sure}, headers=_NEVER)


def _add_traffic(
    web: FastAPI, keeper: PlanKeeper, streams: EventStreams, intake: Intake
) -> None:
    @web.get("/events")
    async def stream() -> Response:
        return StreamingResponse(
            streams.follow(), media_type="text/event-stream", headers=_NEVER
        )

    @web.post("/records")
    async def take(request: Request) -> Response:
        if is_foreign(request.headers):
            return refusal(403, "foreign_page", "记录只能由本机的屏幕页面送来。")
        body = await _body_of(request.stream())
        if body is None:
            return refusal(413, "too_large", "一次送来的记录太多。")
        return await asyncio.to_thread(_answer_to, body, intake)

    @web.get("/healthz")
    def health() -> dict[str, object]:
        plan = keeper.offer.plan
        return {
            "state": keeper.offer.condition.state,
            "programme_version": plan.programme_version if plan else None,
        }


def _answer_to(body: bytes, intake: Intake) -> Response:
    """Store what was posted and say what became of it."""
    try:
        taken = intake.take(body)
    except PostMalformed as error:
        return refusal(400, error.code, str(error))
    except (RecordsHeld, OutboxOverfull) as error:
        return refusal(503, error.code, str(error))
    return Response(taken.canonical(), media_type="application/json")


def is_foreign(headers: Mapping[str, str]) -> bool:
    """Say whether another site's page asks, which any open browser tab can do."""
    origin = headers.get("origin")
    site = headers.get("sec-fetch-site", "same-origin")
    return site not in {"same-origin", "none"} or (
        origin is not None and origin != f"http://{headers.get('host', '')}"
    )


async def _body_of(stream: AsyncIterator[bytes]) -> bytes | None:
    """Return a body, or None as soon as it is too long."""
    body = bytearray()
    async for chunk in stream:
        body += chunk
        if len(body) > MOST_BODY_BYTES:
            return None
    return bytes(body)


def refusal(status: int, code: str, message: str) -> JSONResponse:
    """Return a typed refusal for programs, with plain words for people."""
    return JSONResponse({"error": {"code": code, "message": message}}, status)
