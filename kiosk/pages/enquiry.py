"""Serve the business query by typing; `kiosk.pages.choosing` serves it by choosing."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from kiosk import counting
from kiosk.desk import FRAGMENT_HEADER, Desk, Visitor
from kiosk.enquiry import found, popular, rows_seen
from kiosk.guide import Guide
from kiosk.pad import clean_strokes, clean_words, letters_of, stroke_pad, stroked, typed
from kiosk.pages.home import nothing_yet


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
        visitor = _answered(visitor, shown)
        return desk.page(request, "find.html", visitor=visitor, **shown)

    @router.post("/find")
    async def type_words(
        request: Request,
        words: Annotated[str, Form()] = "",
        strokes: Annotated[str, Form()] = "",
        key: Annotated[str | None, Form()] = None,
    ) -> Response:
        before = desk.visitor(request)
        visit = before.visit
        # An empty box and a form without one look alike: keys alone name a key.
        if key is None:
            visit = visit.asking(clean_words(words), clean_strokes(strokes))
        elif visit.by_strokes:
            visit = stroked(visit, key)
        else:
            visit = visit.asking(typed(visit.query, key))
        visit = counting.typed(desk.tally, before.visit, visit, desk.today())
        visitor = replace(before, visit=visit)
        guide = desk.contents.guide
        if guide is None or FRAGMENT_HEADER not in request.headers:
            return desk.back_to(visitor, "/find")
        shown = _shown(desk, guide, visitor)
        return desk.page(
            request,
            "typed.html",
            visitor=_answered(visitor, shown),
            **(shown | {"oob": True}),
        )

    @router.post("/pad")
    async def other_pad(
        request: Request, by: Annotated[str, Form()] = "letters"
    ) -> Response:
        visitor = desk.visitor(request)
        visit = visitor.visit.with_pad(by_strokes=by == "strokes")
        return desk.back_to(replace(visitor, visit=visit), "/find")

    return router


def _answered(visitor: Visitor, shown: dict[str, Any]) -> Visitor:
    visit = counting.answered(visitor.visit, none=shown["found"].none)
    return replace(visitor, visit=visit)


def _shown(desk: Desk, guide: Guide, visitor: Visitor) -> dict[str, Any]:
    words, query = desk.words_for(visitor), visitor.visit.query
    visit = visitor.visit
    most = rows_seen(
        large=visit.large, reach=visit.reach, banner=bool(desk.in_force().notices)
    )
    letters = letters_of(query)
    by = "strokes" if visit.by_strokes else "letters"
    live = guide.index.continuations(letters) if letters is not None else None
    if query:
        answer = guide.index.lookup(query, desk.readings_of(query))
        shown = found(
            guide,
            answer,
            query,
            words,
            now=desk.now(),
            more_letters=bool(letters and live),
            most=most,
            by=by,
        )
    else:
        shown = popular(guide, words, now=desk.now(), most=most, by=by)
    return {
        "by": by,
        "pad": stroke_pad(visit, desk.strokes, guide.index.following),
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
