"""Serve what stands in when the server is gone, and the sign that it is not."""

import json
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from kiosk.desk import Desk
from kiosk.pages.files import folder_of
from kiosk.pulse import Pulse
from kiosk.words import FIRST

ORDERS_HEADER = "x-orders"
"""Names the orders that hold, so that a page that knows others comes anew."""


def alive_pages(desk: Desk, pulse: Pulse) -> APIRouter:
    """Return the routes of the cover, its worker and the sign of life."""
    router = APIRouter()
    worker_file = folder_of("kiosk", "static") / "sw.js"
    script = worker_file.read_text(encoding="utf-8")

    def written(template: str) -> str:
        words = desk.words[FIRST]
        return desk.environment.get_template(template).render(t=words)

    @router.get("/sw.js")
    async def worker() -> Response:
        last = json.dumps(written("last_words.html"))
        told = script.replace('"__LAST_WORDS__"', last)
        return Response(told, media_type="text/javascript")

    @router.get("/cover")
    async def cover() -> Response:
        return HTMLResponse(written("cover.html"))

    @router.get("/healthz")
    async def healthz(
        shown: Annotated[str, Query(max_length=200)] = "",
    ) -> Response:
        pulse.beat(shown)
        desk.visits.sweep()
        # Pages look for another mark: an order came, or ended by itself (REQ-36).
        mark = desk.in_force().mark
        return PlainTextResponse("ok", headers={ORDERS_HEADER: mark})

    @router.get("/pulse")
    async def pulse_of_pages() -> Response:
        """Tell who minds the browser how long its page has been silent."""
        return PlainTextResponse(f"{pulse.silent_s():.2f}")

    return router
