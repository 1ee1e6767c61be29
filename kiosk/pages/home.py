"""Serve the first page, or the page that says why there is nothing to show yet."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kiosk.desk import Desk
from kiosk.opening_words import hall_chip
from kiosk.pages.notices import rows_of
from sync_agent.state import AgentState

EVENTS_SHOWN = 10
_NEWEST_SHOWN = 3


def home_pages(desk: Desk) -> APIRouter:
    """Return the route of the first page."""
    router = APIRouter()

    @router.get("/")
    async def home(request: Request) -> Response:
        contents = desk.contents
        if contents.held is None:
            return nothing_yet(desk, request)
        visitor = desk.visitor(request)
        words = desk.words_for(visitor)
        items = desk.current()
        paused = desk.in_force().stop is not None
        events = contents.guide.events if contents.guide else ()
        return desk.page(
            request,
            "home.html",
            visitor=visitor,
            opening=hall_chip(contents, desk.now(), words),
            events=events[:EVENTS_SHOWN],
            notices_more=words("stopped.notices")
            if paused
            else words("home.notices.more", count=len(items)),
            newest=rows_of(desk, items[:_NEWEST_SHOWN], words),
        )

    return router


def nothing_yet(desk: Desk, request: Request) -> Response:
    """Say why there is nothing to show: not enrolled, awaiting, or being repaired."""
    words = desk.words_for(desk.visitor(request))
    report = desk.contents.report
    code = report.code if report else None
    if desk.contents.damaged:
        kind, symbol = "repair", "build_circle"
    elif report is not None and report.state is AgentState.ENROLMENT_REFUSED:
        kind, symbol = "refused", "lock"
    elif code is not None:
        kind, symbol = "enrol", "verified"
    else:
        kind, symbol = "await", "schedule"
    return desk.page(
        request,
        "advice.html",
        heading=words("kiosk"),
        symbol=symbol,
        title=words(f"nothing.{kind}.title"),
        lines=(words(f"nothing.{kind}.advice"), words("nothing.person")),
        telephones=(),
        code=code if kind in ("enrol", "refused") else "",
        buttons=(),
    )
