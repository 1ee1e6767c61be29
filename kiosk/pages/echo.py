"""Serve the echo wall, the way to follow a question, and disclosure on request."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from kiosk.desk import Desk
from kiosk.pages.home import nothing_yet
from kiosk.pages.message import noted
from kiosk.take_away import code_svg
from programme.echo import EchoEntry, Progress
from programme.questions import NUMBER_DIGITS, read_number

MOST_ON_WALL = 60


def echo_pages(desk: Desk) -> APIRouter:
    """Return the routes of the wall."""
    router = APIRouter()
    _add_wall(router, desk)
    _add_following(router, desk)
    _add_request(router, desk)
    return router


def _add_wall(router: APIRouter, desk: Desk) -> None:
    @router.get("/echo")
    async def wall(request: Request) -> Response:
        replies = desk.shelf.echo.replies[:MOST_ON_WALL]
        return desk.page(request, "echo.html", replies=replies)

    @router.get("/echo/{number}")
    async def reply(request: Request, number: str) -> Response:
        entry = desk.shelf.echo.entries.get(number)
        if entry is None or entry.shown is None:
            return desk.fault_page(request, "missing", 404)
        return desk.page(
            request,
            "echo_reply.html",
            reply=entry.shown.reply,
            came_of=[one.follow_up for one in entry.came_of],
        )


def _add_following(router: APIRouter, desk: Desk) -> None:
    @router.get("/message/follow")
    async def follow(request: Request) -> Response:
        visitor = desk.visitor(request)
        asked = visitor.visit.note.asked
        words = desk.words_for(visitor)
        number = read_number(asked)
        state = ""
        entry: EchoEntry | None = None
        if len(asked) == NUMBER_DIGITS:
            entry = desk.shelf.echo.entries.get(number or "")
            state = "wrong" if number is None else _state(entry)
        at = words("voice.at.desk") if entry is None else entry.ask_at
        return desk.page(
            request,
            "message_follow.html",
            visitor=visitor,
            typed=" ".join(asked[at : at + 4] for at in range(0, len(asked), 4)),
            state=words(f"voice.state.{state}", at=at or words("voice.at.desk"))
            if state
            else "",
            reply=entry.shown.reply if entry and entry.shown else None,
        )

    @router.post("/message/follow")
    async def press(
        request: Request, key: Annotated[str, Form(max_length=10)] = ""
    ) -> Response:
        visitor = desk.visitor(request)
        note = visitor.visit.note
        asked = note.asked
        if key == "clear":
            asked = ""
        elif key == "back":
            asked = asked[:-1]
        elif len(key) == 1 and key in "0123456789":
            asked = (asked + key)[:NUMBER_DIGITS]
        return desk.back_to(
            noted(visitor, replace(note, asked=asked)), "/message/follow"
        )


def _state(entry: EchoEntry | None) -> str:
    """Return what is known of a question; a device may not have heard of it yet."""
    if entry is None:
        return "unknown"
    if entry.progress is Progress.ANSWERED and entry.shown is None:
        return "answered_private"
    return entry.progress.value


def _add_request(router: APIRouter, desk: Desk) -> None:
    @router.get("/message/request")
    async def on_request(request: Request) -> Response:
        held = desk.contents.held
        if held is None:
            return nothing_yet(desk, request)
        programme = held.programme
        hall, office = programme.hall, desk.shelf.echo.office_of(programme.unit)
        return desk.page(
            request,
            "message_request.html",
            place=office.place if office else hall.enquiry_place,
            telephone=office.telephone if office else hall.enquiry_telephone,
            hours=office.hours if office else "",
        )

    @router.get("/message/request.svg")
    async def form_code(request: Request) -> Response:
        held = desk.contents.held
        if held is None:
            return nothing_yet(desk, request)
        programme = held.programme
        hall, office = programme.hall, desk.shelf.echo.office_of(programme.unit)
        words = desk.words_for(desk.visitor(request))
        text = words(
            "voice.on_request.form",
            place=office.place if office else hall.enquiry_place,
            telephone=office.telephone if office else hall.enquiry_telephone,
        )
        more = filter(None, (office.hours, office.form) if office else ())
        return Response(code_svg("\n".join((text, *more))), media_type="image/svg+xml")
