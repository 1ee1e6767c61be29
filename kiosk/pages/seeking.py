"""Serve the search of disclosures by their words; the business query is another page.

Found is what is on now and what may still be looked up, never anything else. What was
typed stands in the visit, not in an address.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from directory.full_text import How, Pieces
from kiosk.desk import FRAGMENT_HEADER, Desk, Visitor
from kiosk.enquiry import rows_seen
from kiosk.notice_rows import NoticeRow
from kiosk.pad import clean_words, letters_of, typed
from kiosk.pages.notices import SHEET, row_of
from kiosk.words import Words
from programme.playlist import Item

_LIVE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtRow:
    """Be one disclosure that was found, with the words that were sought in it."""

    row: NoticeRow
    title: Pieces
    excerpt: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Be everything that was found, the surest first."""

    items: tuple[Item, ...]
    near: bool
    """None of it holds the very words."""


def seeking_pages(desk: Desk) -> APIRouter:
    """Return the routes of the search."""
    router = APIRouter()

    @router.get("/notices/search")
    async def search(request: Request) -> Response:
        visitor = desk.visitor(request)
        shown = _shown(desk, visitor)
        return desk.page(request, "seek.html", visitor=visitor, **shown)

    @router.post("/notices/search")
    async def type_words(
        request: Request,
        words: Annotated[str | None, Form()] = None,
        key: Annotated[str | None, Form()] = None,
    ) -> Response:
        before = desk.visitor(request)
        sought = (
            typed(before.visit.sought, key) if words is None else clean_words(words)
        )
        visitor = replace(before, visit=before.visit.seeking(sought))
        if FRAGMENT_HEADER not in request.headers:
            return desk.back_to(visitor, "/notices/search")
        shown = _shown(desk, visitor) | {"oob": True}
        return desk.page(request, "sought_typed.html", visitor=visitor, **shown)

    @router.get("/notices/found")
    async def everything(request: Request) -> Response:
        visitor = desk.visitor(request)
        words, question = desk.words_for(visitor), visitor.visit.sought
        found = seek(desk, question)
        return desk.page(
            request,
            "sought_all.html",
            visitor=visitor,
            summary=words("seek.all", query=question, count=len(found.items)),
            rows=_rows(desk, found.items[:SHEET], question, words),
        )

    return router


def seek(desk: Desk, question: str) -> Sought:
    """Return the disclosures that hold the words and may be seen now."""
    search = desk.contents.search
    if search is None:
        return Sought(items=(), near=False)
    seen = {item.disclosure: item for item in (*desk.past(), *desk.current())}
    hits = [hit for hit in search.find(question) if hit.id in seen]
    return Sought(
        items=tuple(seen[hit.id] for hit in hits),
        near=any(hit.how is How.NEAR for hit in hits[:1]),
    )


def _shown(desk: Desk, visitor: Visitor) -> dict[str, Any]:
    words, question = desk.words_for(visitor), visitor.visit.sought
    visit = visitor.visit
    most = rows_seen(
        large=visit.large, reach=visit.reach, banner=bool(desk.in_force().notices)
    )
    found = seek(desk, question)
    # A row of the list is left for the way to all of them.
    most -= len(found.items) > most
    return {
        "query": question.upper() if letters_of(question) else question,
        "rows": _rows(desk, found.items[:most], question, words),
        "nothing": bool(question) and not found.items,
        "near": found.near,
        "count": words("find.count", count=len(found.items)) if question else "",
        "more": len(found.items) if len(found.items) > most else 0,
        "preparing": desk.contents.search is None,
        "live": _LIVE,
        "oob": False,
    }


def _rows(
    desk: Desk, items: Sequence[Item], question: str, words: Words
) -> list[SoughtRow]:
    search = desk.contents.search
    if search is None:
        return []
    return [
        SoughtRow(
            row=row_of(desk, item, words),
            title=search.title(item.disclosure, question),
            excerpt=search.excerpt(item.disclosure, question),
        )
        for item in items
    ]
