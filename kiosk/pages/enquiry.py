"""Serve the business query by typing; `kiosk.pages.choosing` serves it by choosing."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from kiosk.desk import FRAGMENT_HEADER, Desk, Visitor
from kiosk.enquiry import found, popular, rows_seen
from kiosk.pad import clean_words, letters_of, typed
from kiosk.pages.home import nothing_yet
from kiosk.shelf import Guide


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
        query = typed(before.visit.query, key) if words is None else clean_words(words)
        visitor = replace(before, visit=before.visit.asking(query))
        guide = desk.contents.guide
        if guide is None or FRAGMENT_HEADER not in request.headers:
            return desk.back_to(visitor, "/find")
        shown = _shown(desk, guide, visitor)
        return desk.page(
            request,
            "typed.html",
            visitor=visitor,
            **(shown | {"oob": True}),
        )

    return router


def _shown(desk: Desk, guide: Guide, visitor: Visitor) -> dict[str, Any]:
    words, query = desk.words_for(visitor), visitor.visit.query
    most = rows_seen(large=visitor.visit.large, reach=visitor.visit.reach)
    letters = letters_of(query)
    live = guide.index.continuations(letters) if letters is not None else None
    if query:
        answer = guide.index.lookup(query, desk.readings_of(query))
        shown = found(
            guide, answer, query, words, more_letters=bool(letters and live), most=most
        )
    else:
        shown = popular(guide, words, most=most)
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
