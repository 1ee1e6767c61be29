"""Serve what is left of a search once its one question was replied to."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kiosk.desk import Desk
from kiosk.enquiry import replied, rows_of
from kiosk.pages.home import nothing_yet


def reply_pages(desk: Desk) -> APIRouter:
    """Return the route of replies; the words asked for stay with the visit."""
    router = APIRouter()

    @router.get("/find/replies/{reply}")
    async def one_reply(request: Request, reply: str) -> Response:
        guide = desk.contents.guide
        if guide is None:
            return nothing_yet(desk, request)
        visitor = desk.visitor(request)
        words, query = desk.words_for(visitor), visitor.visit.query
        answer = guide.index.lookup(query, desk.readings_of(query))
        left = replied(answer, reply, words)
        if left is None:
            return desk.back_to(visitor, "/find")
        items = [guide.by_item[one] for one in left[1] if one in guide.by_item]
        return desk.page(
            request,
            "services.html",
            visitor=visitor,
            title=left[0],
            more="",
            rows=rows_of(guide, items, words, now=desk.now(), query=query),
            person=True,
            desk_place=guide.directory.enquiry_desk,
            desk_telephone=guide.directory.enquiry_telephone,
        )

    return router
