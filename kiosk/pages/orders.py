"""Serve what orders before every loop do to the kiosk: notices put aside, and stops."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response

from kiosk.alarm import when_words
from kiosk.desk import Desk, Visitor
from kiosk.guide_words import hours_words
from kiosk.pages.home import nothing_yet
from media.speech.alerting import AlertVoice
from programme.alert_sound import may_sound


class ScreensStopped(Exception):
    """Say that a stop keeps a page from being shown; its stand-in is shown."""

    code = "kiosk.stopped"


def alarm_pages(desk: Desk, voice: AlertVoice) -> APIRouter:
    """Return the routes of a notice: put aside, seen again, and heard."""
    router = APIRouter()

    @router.post("/alarm")
    async def put_aside(
        request: Request, notice: Annotated[str, Form(max_length=200)] = ""
    ) -> Response:
        visitor = desk.visitor(request)
        holds = {one.id for one in desk.in_force().notices}
        visit = visitor.visit
        if notice in holds:
            visit = visit.with_seen(notice)
        elif not notice:
            visit = visit.looking_again()
        kept = Visitor(token=visitor.token, visit=visit, new=visitor.new)
        return desk.back_to(kept, visit.here)

    # Not a coroutine: making a sound takes its time, and blocks a thread only.
    @router.get("/alarm/{notice}.wav")
    def sound(notice: str) -> Response:
        held = desk.contents.held
        found = [one for one in desk.in_force().notices if one.id == notice]
        heard = held.programme.alert_sound if held else None
        if not found or not may_sound(heard, desk.now(), desk.contents.zone):
            raise HTTPException(404)
        return Response(voice.sound_of(found[0]), media_type="audio/wav")

    return router


def unless_stopped(desk: Desk) -> Callable[[], None]:
    """Return what keeps disclosures from being shown while a stop holds."""

    def check() -> None:
        if desk.in_force().stop is not None:
            raise ScreensStopped

    return check


def unless_closed(desk: Desk) -> Callable[[], None]:
    """Return what keeps a page from being shown while a stop closes all of it."""

    def check() -> None:
        if desk.in_force().closed:
            raise ScreensStopped

    return check


def stopped_page(desk: Desk, request: Request) -> Response:
    """Write what stands in for a page that a stop keeps from being shown."""
    orders, held = desk.in_force(), desk.contents.held
    if held is None or orders.stop is None:
        return nothing_yet(desk, request)
    visitor = desk.visitor(request)
    words = desk.words_for(visitor)
    hall = held.programme.hall
    local = desk.now().astimezone(desk.contents.zone)
    until = when_words(orders.stop.ends_at, words, now=local)
    kind = "whole" if orders.closed else "disclosures"
    lines = (words(f"stopped.{kind}.advice"), words("stopped.until", when=until))
    find = {"href": "/find", "icon": "search", "name": words("home.ask")}
    return desk.page(
        request,
        "advice.html",
        visitor=visitor,
        heading=hall.name if orders.closed else words("notices"),
        symbol="schedule",
        title=words(f"stopped.{kind}.title"),
        lines=(*lines, *(hours_words(hall.hours, words) if orders.closed else ())),
        telephones=(
            {"name": hall.enquiry_place, "number": hall.enquiry_telephone},
            {"name": words("advice.hotline"), "number": hall.hotline},
        )
        if orders.closed
        else (),
        code="",
        buttons=() if orders.closed else (find,),
    )
