"""Let a visitor choose the language of the kiosk's own words."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from kiosk.desk import Desk
from kiosk.words import NAME


def language_pages(desk: Desk) -> APIRouter:
    """Return the routes of the languages."""
    router = APIRouter()

    @router.get("/languages")
    async def languages(request: Request) -> Response:
        names = {name: words(NAME) for name, words in desk.words.items()}
        return desk.page(request, "languages.html", names=names)

    @router.post("/language")
    async def language(
        request: Request, language: Annotated[str, Form(max_length=40)] = ""
    ) -> Response:
        visitor = desk.visitor(request)
        visit = visitor.visit
        if language in desk.words:
            visit = visit.speaking(language)
        here = "/" if visit.here == "/languages" else visit.here
        return desk.back_to(replace(visitor, visit=visit), here)

    return router
