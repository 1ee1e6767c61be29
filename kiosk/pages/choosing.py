"""Serve the business query by choosing: an event, people or an office, then things."""

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from config.people import shipped_people
from directory.model import ServiceItem
from directory.people import items_for, people_with_items
from kiosk.desk import Desk
from kiosk.enquiry import rows_of
from kiosk.guide import Guide
from kiosk.words import Words


def choosing_pages(desk: Desk) -> APIRouter:
    """Return the routes of choosing."""
    router = APIRouter()

    @router.get("/events")
    async def events(request: Request) -> Response:
        guide = guide_or_missing(desk)
        words = desk.words_for(desk.visitor(request))
        choices = [
            {
                "href": f"/events/{event.id}",
                "name": words.named(f"event.{event.id}", event.name),
                "icon": event.icon,
                "more": "",
                "on": False,
            }
            for event in guide.events
        ]
        return _choices(desk, request, words, "event", choices)

    @router.get("/offices")
    async def offices(request: Request) -> Response:
        guide = guide_or_missing(desk)
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

    @router.get("/people")
    async def people(request: Request) -> Response:
        guide = guide_or_missing(desk)
        words = desk.words_for(desk.visitor(request))
        choices = [
            {
                "href": f"/people/{one.id}",
                "name": words.named(f"people.{one.id}", one.name),
                "icon": one.icon,
                "more": "",
                "on": False,
            }
            for one in people_with_items(shipped_people(), guide.items)
        ]
        return _choices(desk, request, words, "people", choices)

    @router.get("/people/{people}")
    async def people_items(request: Request, people: str) -> Response:
        guide = guide_or_missing(desk)
        words = desk.words_for(desk.visitor(request))
        known = next((one for one in shipped_people() if one.id == people), None)
        items = items_for(known, guide.items) if known else ()
        name = words.named(f"people.{known.id}", known.name) if known else None
        return _services(desk, request, guide, items, name)

    @router.get("/events/{event}")
    async def event_items(request: Request, event: str) -> Response:
        guide = guide_or_missing(desk)
        words = desk.words_for(desk.visitor(request))
        names = {
            one.id: words.named(f"event.{one.id}", one.name) for one in guide.events
        }
        items = guide.index.of_life_event(event)
        return _services(desk, request, guide, items, names.get(event))

    @router.get("/offices/{office}")
    async def office_items(request: Request, office: str) -> Response:
        guide = guide_or_missing(desk)
        known = guide.departments.get(office)
        items = guide.index.of_department(office)
        return _services(
            desk,
            request,
            guide,
            items,
            known.name if known else None,
            more=known.duty if known else "",
        )

    return router


def guide_or_missing(desk: Desk) -> Guide:
    """Return the directory.

    Raises:
        HTTPException: There is none.
    """
    guide = desk.contents.guide
    if guide is None:
        raise HTTPException(404)
    return guide


def tabs_of(words: Words, by: str) -> list[dict[str, object]]:
    """Return the ways of choosing, told which of them is open."""
    return [
        {
            "href": href,
            "name": words(f"choose.{kind}"),
            "icon": icon,
            "on": kind == by,
        }
        for kind, href, icon in (
            ("event", "/events", "apps"),
            ("people", "/people", "diversity_3"),
            ("office", "/offices", "apartment"),
            ("counter", "/counters", "location_on"),
        )
    ]


def _choices(
    desk: Desk,
    request: Request,
    words: Words,
    by: str,
    choices: Sequence[dict[str, object]],
) -> Response:
    return desk.page(
        request,
        "choices.html",
        title=words("home.ask"),
        question=words(f"choose.{by}.question"),
        tabs=tabs_of(words, by),
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
        rows=rows_of(guide, items, words, now=desk.now()),
        person=False,
        desk_place=guide.directory.enquiry_desk,
        desk_telephone=guide.directory.enquiry_telephone,
    )
