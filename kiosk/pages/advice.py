"""Serve the pages that lead to a person: help, rating."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response

from kiosk import counting
from kiosk.desk import Desk
from kiosk.guide_words import hours_words
from kiosk.pages.home import nothing_yet
from kiosk.take_away import code_svg

_SYMBOLS = {"help": "support_agent", "message": "forum", "rate": "thumb_up"}


def advice_pages(desk: Desk) -> APIRouter:
    """Return the routes of the pages that lead to a person."""
    router = APIRouter()

    @router.get("/help")
    async def ask_a_person(request: Request) -> Response:
        return advice(desk, request, "help")

    @router.get("/rate")
    async def rate(request: Request) -> Response:
        return advice(desk, request, "rate")

    @router.post("/rate")
    async def rated(
        request: Request, choice: Annotated[str, Form(max_length=20)] = ""
    ) -> Response:
        visitor = desk.visitor(request)
        visit = counting.rated(desk.tally, visitor.visit, choice, desk.today())
        return desk.back_to(replace(visitor, visit=visit), visit.here)

    # Not a coroutine: a code takes some tens of milliseconds of arithmetic.
    @router.get("/take/rating.svg")
    def code() -> Response:
        address = desk.settings.province_rating
        if address is None:
            raise HTTPException(404)
        return Response(code_svg(str(address)), media_type="image/svg+xml")

    return router


def advice(desk: Desk, request: Request, kind: str) -> Response:
    """Write a page that leads to a person, by its kind."""
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
        scan=kind == "rate" and desk.settings.province_rating is not None,
        buttons=(
            {"href": "/notices", "icon": "campaign", "name": words("notices")},
            {"href": "/find", "icon": "search", "name": words("home.ask")},
        ),
    )
