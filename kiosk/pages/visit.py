"""Serve what belongs to the visit: its looks, the way back, the end of it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from kiosk import counting
from kiosk.desk import Desk, Visitor
from kiosk.visits import COOKIE, LOOKS, Visit
from media.speech.reader import Reader


def visit_pages(desk: Desk, reader: Reader) -> APIRouter:
    """Return the routes of the visit."""
    router = APIRouter()
    _add_choices(router, desk)
    _add_end(router, desk, reader)

    @router.get("/back")
    async def back(request: Request) -> Response:
        visitor = desk.visitor(request)
        visit = visitor.visit.stepped_back()
        return desk.back_to(_with(visitor, visit), visit.here)

    return router


def _add_choices(router: APIRouter, desk: Desk) -> None:
    @router.post("/look")
    async def look(
        request: Request,
        choice: Annotated[str, Form()] = "",
        on: Annotated[str, Form()] = "1",
    ) -> Response:
        visitor = desk.visitor(request)
        visit = visitor.visit
        if choice in LOOKS:
            visit = visit.turned(choice, on=on == "1")
        return desk.back_to(_with(visitor, visit), visit.here)

    @router.post("/size")
    async def size(
        request: Request, size: Annotated[str, Form(max_length=4)] = ""
    ) -> Response:
        visitor = desk.visitor(request)
        visit = visitor.visit
        if size.isascii() and size.isdigit():
            visit = visit.sized(int(size))
        return desk.back_to(_with(visitor, visit), visit.here)

    @router.post("/keypad", status_code=204)
    async def keypad(
        request: Request, level: Annotated[str, Form(max_length=1)] = ""
    ) -> Response:
        visitor = desk.visitor(request)
        if level.isascii() and level.isdigit():
            visitor = _with(visitor, visitor.visit.by_keypad(int(level)))
        return desk.kept(visitor, Response(status_code=204))


def _add_end(router: APIRouter, desk: Desk, reader: Reader) -> None:
    @router.post("/forget")
    async def forget(request: Request) -> Response:
        counting.search_over(desk.tally, desk.visitor(request).visit, desk.today())
        desk.visits.forget(request.cookies.get(COOKIE))
        desk.scripts.forget()
        reader.forget()
        response = RedirectResponse("/", status_code=303)
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return response

    @router.post("/stay", status_code=204)
    async def stay(request: Request) -> Response:
        return desk.kept(desk.visitor(request), Response(status_code=204))


def _with(visitor: Visitor, visit: Visit) -> Visitor:
    return Visitor(token=visitor.token, visit=visit, new=visitor.new)
