"""Serve the pages that lead to a person: help, leaving a message, rating."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kiosk.desk import Desk
from kiosk.guide_words import hours_words
from kiosk.pages.home import nothing_yet

_SYMBOLS = {"help": "support_agent", "message": "forum", "rate": "thumb_up"}


def advice_pages(desk: Desk) -> APIRouter:
    """Return the routes of the pages that lead to a person."""
    router = APIRouter()

    @router.get("/help")
    async def ask_a_person(request: Request) -> Response:
        return _advice(desk, request, "help")

    @router.get("/message")
    async def leave_a_message(request: Request) -> Response:
        return _advice(desk, request, "message")

    @router.get("/rate")
    async def rate(request: Request) -> Response:
        return _advice(desk, request, "rate")

    return router


def _advice(desk: Desk, request: Request, kind: str) -> Response:
    held = desk.contents.held
    if held is None:
        return nothing_yet(desk, request)
    hall = held.programme.hall
    words = desk.words_for(desk.visitor(request))
    return desk.page(
        request,
        "advice.html",
        heading=words(kind),
        symbol=_SYMBOLS[kind],
        title=words(f"{kind}.title", place=hall.enquiry_place),
        lines=(
            words(f"{kind}.advice", place=hall.enquiry_place),
            *hours_words(hall.hours, words),
        ),
        telephones=(
            {"name": hall.enquiry_place, "number": hall.enquiry_telephone},
            {"name": words("advice.hotline"), "number": hall.hotline},
        ),
        code="",
        buttons=(
            {"href": "/notices", "icon": "campaign", "name": words("notices")},
            {"href": "/find", "icon": "search", "name": words("home.ask")},
        ),
    )
