"""Serve the pad on which a visitor writes words of their own into a question."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from kiosk.desk import FRAGMENT_HEADER, Desk, Visitor
from kiosk.own_pad import CELLS, CELLS_IN_REACH, Knowledge, own_pad, pressed
from kiosk.pad import NAMES
from kiosk.pages.advice import advice
from kiosk.pages.message import noted
from programme.questions import LONGEST_TEXT


def own_words_pages(desk: Desk) -> APIRouter:
    """Return the routes of the pad."""
    router = APIRouter()

    @router.get("/message/words")
    async def pad(request: Request) -> Response:
        if not desk.shelf.echo.sealing_key:
            return advice(desk, request, "message")
        return _page(desk, request, desk.visitor(request), "message_words.html")

    @router.post("/message/words")
    async def press(
        request: Request, key: Annotated[str, Form(max_length=20)] = ""
    ) -> Response:
        before = desk.visitor(request)
        note = pressed(before.visit.note, key, _known(desk))
        visitor = noted(before, note)
        if FRAGMENT_HEADER not in request.headers:
            return desk.back_to(visitor, "/message/words")
        return _page(desk, request, visitor, "own_words.html")

    return router


def _page(desk: Desk, request: Request, visitor: Visitor, template: str) -> Response:
    note = visitor.visit.note
    return desk.page(
        request,
        template,
        visitor=visitor,
        note=note,
        pad=own_pad(
            note,
            _known(desk),
            room=CELLS_IN_REACH if visitor.visit.reach else CELLS,
        ),
        room=LONGEST_TEXT - len(note.text),
        names=NAMES,
    )


def _known(desk: Desk) -> Knowledge:
    guide = desk.contents.guide
    return Knowledge(
        writing=desk.writing(),
        orders=desk.strokes,
        following=None if guide is None else guide.index.following,
    )
