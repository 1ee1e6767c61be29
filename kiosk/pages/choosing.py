"""Serve the business query by choosing: a life event or an office, then its things."""

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from directory.model import ServiceItem
from kiosk.desk import Desk
from kiosk.enquiry import rows_of
from kiosk.shelf import Guide
from kiosk.words import Words


def choosing_pages(desk: Desk) -> APIRouter:
    """Return the routes of choosing."""
    router = APIRouter()

    @router.get("/events")
    async def events(request: Request) -> Response:
        guide = _guide(desk)
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
        words = desk.words_for(desk.visitor(request))
        names = {
            one.id: words.named(f"event.{one.id}", one.name) for one in guide.events
        }
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
            known.name if known else None,
            more=known.duty if known else "",
        )

    return router


def _guide(desk: Desk) -> Guide:
    guide = desk.contents.guide
    if guide is None:
        raise HTTPException(404)
    return guide


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
