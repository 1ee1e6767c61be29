"""Serve what stands in when the server is gone, and the sign that it is not."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

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

    @router.get("/sw.js")
    async def worker() -> Response:
        return FileResponse(worker_file, media_type="text/javascript")

    @router.get("/cover")
    async def cover() -> Response:
        words = desk.words[FIRST]
        html = desk.environment.get_template("cover.html").render(t=words)
        return HTMLResponse(html)

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
