"""Serve the answer: who, what to bring, how; and what else may have been meant."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response

from directory.model import Counter, ServiceItem
from kiosk.checking import checking
from kiosk.desk import Desk
from kiosk.enquiry import MOST_ROWS, rows_of
from kiosk.floor_plan import floor_plan
from kiosk.guide import Guide
from kiosk.guide_words import GuideWords, guide_words
from kiosk.opening_words import counter_chip
from kiosk.rating import item_rating
from kiosk.standing import change_chip, change_words, desk_counter, place_of
from kiosk.take_away import code_svg, guide_text
from kiosk.words import FIRST, Words


def answer_pages(desk: Desk) -> APIRouter:
    """Return the routes of answers."""
    router = APIRouter()

    @router.get("/items/{item}")
    async def answer(request: Request, item: str) -> Response:
        guide, service = asked_item(desk, item)
        visitor = desk.visitor(request)
        words = desk.words_for(visitor)
        place = place_of(guide, service, desk.now(), words)
        counter = place.counter
        return desk.page(
            request,
            "answer.html",
            visitor=visitor,
            answer=words_of(guide, service, counter, words),
            change=change_chip(place, guide, desk.contents, desk.now(), words),
            opening=None
            if place.is_desk
            else counter_chip(counter, desk.contents, desk.now(), words),
            plan=floor_plan(
                counter,
                guide.counters.values(),
                words,
                stands=desk.settings.stands,
            ),
            ticked=visitor.visit.papers_of(item),
            rating=item_rating(
                words,
                done=request.url.path in visitor.visit.rated,
                province=desk.settings.province_rating is not None,
            ),
        )

    @router.get("/items/{item}/papers")
    async def papers(request: Request, item: str) -> Response:
        guide, service = asked_item(desk, item)
        visitor = desk.visitor(request)
        words = desk.words_for(visitor)
        counter = place_of(guide, service, desk.now(), words).counter
        if not service.materials:
            raise HTTPException(404)
        return desk.page(
            request,
            "papers.html",
            visitor=visitor,
            id=item,
            title=service.plain_name,
            list=checking(service, counter, visitor.visit.papers_of(item), words),
        )

    @router.post("/items/{item}/papers")
    async def tick(
        request: Request,
        item: str,
        paper: Annotated[int, Form(ge=0)],
        on: Annotated[int, Form(ge=0, le=1)],
    ) -> Response:
        _, service = asked_item(desk, item)
        if paper >= len(service.materials):
            raise HTTPException(404)
        visitor = desk.visitor(request)
        visit = visitor.visit.with_paper(item, paper, on=on == 1)
        return desk.back_to(
            replace(visitor, visit=visit), f"/items/{item}/papers#paper-{paper}"
        )

    @router.get("/items/{item}/near")
    async def near(request: Request, item: str) -> Response:
        guide, service = asked_item(desk, item)
        visitor = desk.visitor(request)
        words = desk.words_for(visitor)
        others = near_items(desk, guide, service, visitor.visit.query)
        return desk.page(
            request,
            "services.html",
            visitor=visitor,
            title=words("near.title"),
            more=words("near.more" if others else "near.none"),
            rows=rows_of(guide, others, words, now=desk.now()),
            person=True,
            desk_place=guide.directory.enquiry_desk,
            desk_telephone=guide.directory.enquiry_telephone,
        )

    # Not a coroutine: a code takes some tens of milliseconds of arithmetic.
    @router.get("/take/items/{item}.svg")
    def code(item: str) -> Response:
        guide, service = asked_item(desk, item)
        words = desk.words[FIRST]
        text = guide_text(
            words_of(guide, service, _usual(guide, service, words), words),
            words,
            today=dated_change(desk, guide, service, words),
        )
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


def asked_item(desk: Desk, item: str) -> tuple[Guide, ServiceItem]:
    """Return a service item with the directory that has it.

    Raises:
        HTTPException: There is none.
    """
    guide = desk.contents.guide
    service = guide.by_item.get(item) if guide else None
    if guide is None or service is None:
        raise HTTPException(404)
    return guide, service


def _usual(guide: Guide, service: ServiceItem, words: Words) -> Counter:
    known = guide.counters.get(service.counter)
    return known or desk_counter(guide.directory, words)


def dated_change(desk: Desk, guide: Guide, service: ServiceItem, words: Words) -> str:
    """Return what is different, by its day: the code is read at home."""
    change = place_of(guide, service, desk.now(), words).change
    if change is None:
        return ""
    local = desk.now().astimezone(desk.contents.zone)
    return change_words(
        change, guide.counters, guide.directory, local, words, dated=True
    )


def words_of(
    guide: Guide, service: ServiceItem, counter: Counter, words: Words
) -> GuideWords:
    """Return a guide in words.

    Raises:
        HTTPException: Its office is not in the directory.
    """
    office = guide.departments.get(service.department)
    if office is None:
        raise HTTPException(404)
    return guide_words(service, counter, office, words)
