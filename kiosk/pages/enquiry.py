"""Serve the business query: typing, life events, departments."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response

from directory.model import ServiceItem
from kiosk.desk import FRAGMENT_HEADER, Desk, Visitor
from kiosk.enquiry import found, popular, rows_of
from kiosk.pages.home import nothing_yet
from kiosk.shelf import Guide
from kiosk.pad import letters_of, typed
from kiosk.words import Words


def enquiry_pages(desk: Desk) -> APIRouter:
    """Return the routes of the business query."""
    router = APIRouter()

    @router.get("/find")
    async def find(request: Request) -> Response:
        guide = desk.contents.guide
        if guide is None:
            return nothing_yet(desk, request)
        visitor = desk.visitor(request)
        shown = _shown(desk, guide, visitor)
        return desk.page(request, "find.html", visitor=visitor, **shown)

    @router.post("/find")
    async def type_words(
        request: Request,
        words: Annotated[str | None, Form()] = None,
        key: Annotated[str | None, Form()] = None,
    ) -> Response:
        before = desk.visitor(request)
        query = typed(before.visit.query, key) if words is None else words.strip()
        visitor = replace(before, visit=before.visit.asking(query))
        guide = desk.contents.guide
        if guide is None or FRAGMENT_HEADER not in request.headers:
            return desk.back_to(visitor, "/find")
        shown = _shown(desk, guide, visitor)
        return desk.page(
            request,
            "typed.html",
            visitor=visitor,
            by_key=words is None,
            **(shown | {"oob": True}),
        )

    @router.get("/events")
    async def events(request: Request) -> Response:
        guide = _guide(desk)
        words = desk.words_for(desk.visitor(request))
        choices = [
            {
                "href": f"/events/{event.id}",
                "name": event.name,
                "icon": event.icon,
                "more": "",
                "on": False,
            }
            for event in guide.events
        ]
        return _choices(desk, request, words, "event", choices)

    @router.get("/offices")
    async def offices(request: Request) -> Response:
        guide = _guide(desk)
        words = desk.words_for(desk.visitor(request))
        choices = [
            {
                "href": f"/offices/{office.id}",
                "name": office.short_name,
                "icon": "",
                "more": office.duty,
                "on": False,
            }
            for office in guide.directory.departments
        ]
        return _choices(desk, request, words, "office", choices)

    @router.get("/events/{event}")
    async def event_items(request: Request, event: str) -> Response:
        guide = _guide(desk)
        names = {one.id: one.name for one in guide.events}
        items = guide.index.of_life_event(event)
        return _services(desk, request, guide, items, names.get(event))

    @router.get("/offices/{office}")
    async def office_items(request: Request, office: str) -> Response:
        guide = _guide(desk)
        known = guide.departments.get(office)
        items = guide.index.of_department(office)
        return _services(
            desk,
            request,
            guide,
            items,
            known and known.name,
            more=known.duty if known else "",
        )

    return router


def _guide(desk: Desk) -> Guide:
    guide = desk.contents.guide
    if guide is None:
        raise HTTPException(404)
    return guide


def _shown(desk: Desk, guide: Guide, visitor: Visitor) -> dict[str, Any]:
    words, query = desk.words_for(visitor), visitor.visit.query
    letters = letters_of(query)
    live = guide.index.continuations(letters) if letters is not None else None
    if query:
        answer = guide.index.lookup(query, desk.readings_of(query))
        shown = found(guide, answer, query, words, more_letters=bool(letters and live))
    else:
        shown = popular(guide, words)
    return {
        "query": query.upper() if letters else query,
        "found": shown,
        "count": shown.count,
        "live": _live(live),
        "desk_place": guide.directory.enquiry_desk,
        "desk_telephone": guide.directory.enquiry_telephone,
        "oob": False,
    }


def _live(letters: frozenset[str] | None) -> frozenset[str]:
    """Return the pad's letters that lead on; all, where it is not letters so far."""
    every = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return every if letters is None else frozenset(map(str.upper, letters)) & every


def _choices(
    desk: Desk,
    request: Request,
    words: Words,
    by: str,
    choices: Sequence[dict[str, object]],
) -> Response:
    tabs = [
        {
            "href": f"/{kind}s",
            "name": words(f"choose.{kind}"),
            "icon": icon,
            "on": kind == by,
        }
        for kind, icon in (("event", "apps"), ("office", "apartment"))
    ]
    return desk.page(
        request,
        "choices.html",
        title=words("home.ask"),
        question=words(f"choose.{by}.question"),
        tabs=tabs,
        choices=choices,
    )


def _services(
    desk: Desk,
    request: Request,
    guide: Guide,
    items: Sequence[ServiceItem],
    name: str | None,
    *,
    more: str = "",
) -> Response:
    if name is None:
        raise HTTPException(404)
    words = desk.words_for(desk.visitor(request))
    return desk.page(
        request,
        "services.html",
        title=name,
        more=more,
        rows=rows_of(guide, items, words),
        person=False,
        desk_place=guide.directory.enquiry_desk,
        desk_telephone=guide.directory.enquiry_telephone,
    )
