"""Serve the answer: who, what to bring, how; and what else may have been meant."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from directory.model import Counter, ServiceItem
from kiosk.desk import Desk
from kiosk.enquiry import MOST_ROWS, rows_of
from kiosk.floor_plan import floor_plan
from kiosk.guide_words import GuideWords, guide_words
from kiosk.opening_words import counter_chip
from kiosk.shelf import Guide
from kiosk.take_away import code_svg, guide_text
from kiosk.words import Words


def answer_pages(desk: Desk) -> APIRouter:
    """Return the routes of answers."""
    router = APIRouter()

    @router.get("/items/{item}")
    async def answer(request: Request, item: str) -> Response:
        guide, service, counter = _asked(desk, item)
        visitor = desk.visitor(request)
        words = desk.words_for(visitor)
        return desk.page(
            request,
            "answer.html",
            visitor=visitor,
            answer=_words(guide, service, counter, words),
            opening=counter_chip(counter, desk.contents, desk.now(), words),
            plan=floor_plan(counter, guide.counters.values(), words),
        )

    @router.get("/items/{item}/near")
    async def near(request: Request, item: str) -> Response:
        guide, service, _ = _asked(desk, item)
        visitor = desk.visitor(request)
        words = desk.words_for(visitor)
        others = near_items(desk, guide, service, visitor.visit.query)
        return desk.page(
            request,
            "services.html",
            visitor=visitor,
            title=words("near.title"),
            more=words("near.more" if others else "near.none"),
            rows=rows_of(guide, others, words),
            person=True,
            desk_place=guide.directory.enquiry_desk,
            desk_telephone=guide.directory.enquiry_telephone,
        )

    # Not a coroutine: a code takes some tens of milliseconds of arithmetic.
    @router.get("/take/items/{item}.svg")
    def code(item: str) -> Response:
        guide, service, counter = _asked(desk, item)
        words = desk.words["zh-CN"]
        text = guide_text(_words(guide, service, counter, words), words)
        return Response(code_svg(text), media_type="image/svg+xml")

    return router


def near_items(
    desk: Desk, guide: Guide, service: ServiceItem, query: str
) -> list[ServiceItem]:
    """Return what else may have been meant: by the words, then at the same window."""
    asked = query or service.plain_name
    answer = guide.index.lookup(asked, desk.readings_of(asked))
    matched = [guide.by_item[m.item] for m in answer.matches if m.item in guide.by_item]
    beside = [item for item in guide.items if item.counter == service.counter]
    kin = [
        item
        for item in guide.items
        if item.department == service.department
        and set(item.life_events) & set(service.life_events)
    ]
    found = {item.id: item for item in (*matched, *beside, *kin)}
    found.pop(service.id, None)
    return list(found.values())[: MOST_ROWS + 1]


def _asked(desk: Desk, item: str) -> tuple[Guide, ServiceItem, Counter]:
    guide = desk.contents.guide
    service = guide.by_item.get(item) if guide else None
    counter = guide.counters.get(service.counter) if guide and service else None
    if guide is None or service is None or counter is None:
        raise HTTPException(404)
    return guide, service, counter


def _words(
    guide: Guide, service: ServiceItem, counter: Counter, words: Words
) -> GuideWords:
    office = guide.departments.get(service.department)
    if office is None:
        raise HTTPException(404)
    return guide_words(service, counter, office, words)
