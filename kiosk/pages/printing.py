"""Serve printing of an answer or a disclosure, and say what came of it."""

from dataclasses import replace

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from kiosk.calendar_words import date_words
from kiosk.checking import checking
from kiosk.desk import Desk, Visitor
from kiosk.pages.answers import asked_item, dated_change, words_of
from kiosk.pages.home import nothing_yet
from kiosk.pages.reader import offered
from kiosk.printing.office import Outcome
from kiosk.printing.sheets import Sheet, guide_sheet, notice_sheet
from kiosk.standing import place_of
from programme.errors import ContractError
from sync_agent.store import AssetUnusable


def print_pages(desk: Desk) -> APIRouter:
    """Return the routes of printing."""
    router = APIRouter()

    @router.post("/print/items/{item}")
    async def print_answer(request: Request, item: str) -> Response:
        visitor = desk.visitor(request)
        return await _printed(desk, visitor, _guide(desk, visitor, item))

    @router.post("/print/notices/{disclosure}")
    async def print_notice(request: Request, disclosure: str) -> Response:
        visitor = desk.visitor(request)
        return await _printed(desk, visitor, _notice(desk, visitor, disclosure))

    @router.get("/printed/{outcome}")
    async def what_came(request: Request, outcome: Outcome) -> Response:
        held = desk.contents.held
        if held is None:
            return nothing_yet(desk, request)
        words = desk.words_for(desk.visitor(request))
        hall = held.programme.hall
        most = desk.printing.most_a_visit
        return desk.page(
            request,
            "advice.html",
            heading=words("print"),
            symbol="print",
            title=words(f"printed.{outcome.value}"),
            lines=(
                words(
                    f"printed.{outcome.value}.advice",
                    place=hall.enquiry_place,
                    telephone=hall.enquiry_telephone,
                    most=most,
                ),
            ),
            telephones=(),
            code="",
            buttons=({"href": "/back", "icon": "arrow_back", "name": words("back")},),
        )

    return router


async def _printed(desk: Desk, visitor: Visitor, sheet: Sheet) -> Response:
    """Print a sheet and lead to the page that says what came of it."""
    if not desk.printing.offers:
        raise HTTPException(404)
    visit = visitor.visit
    done = await run_in_threadpool(
        desk.printing.print, sheet, of_visit=visit.printed, on=desk.today()
    )
    visit = replace(visit, printed=visit.printed + done.pages)
    return desk.back_to(replace(visitor, visit=visit), f"/printed/{done.outcome.value}")


def _guide(desk: Desk, visitor: Visitor, item: str) -> Sheet:
    guide, service = asked_item(desk, item)
    words = desk.words_for(visitor)
    counter = place_of(guide, service, desk.now(), words).counter
    from_day = words("sheet.from", date=date_words(desk.today(), words))
    return guide_sheet(
        words_of(guide, service, counter, words),
        checking(service, counter, visitor.visit.papers_of(item), words),
        words,
        notes=(dated_change(desk, guide, service, words), from_day),
    )


def _notice(desk: Desk, visitor: Visitor, disclosure: str) -> Sheet:
    item = offered(desk, disclosure)
    if item is None:
        raise HTTPException(404)
    try:
        revision = desk.shelf.revision_of(item.manifest.blocks)
    except (AssetUnusable, ContractError) as error:
        raise HTTPException(404) from error
    words = desk.words_for(visitor)
    published = item.entry.published_at.astimezone(desk.contents.zone).date()
    return notice_sheet(
        revision,
        notes=(
            item.manifest.unit_name,
            item.entry.register_number,
            words("notice.published", date=date_words(published, words)),
            words("sheet.from", date=date_words(desk.today(), words)),
        ),
    )
