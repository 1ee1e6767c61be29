"""Serve the business query by counter: the plan of a floor, and what a window does."""

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from directory.model import Counter
from kiosk.counter_map import ENTRANCE, Floor, floors_of, plan_of
from kiosk.desk import Desk
from kiosk.enquiry import rows_of
from kiosk.floor_plan import floor_plan, floor_words, marks_on, start_on
from kiosk.guide import Guide
from kiosk.guide_words import hours_words, window_words
from kiosk.opening_words import Chip
from kiosk.pages.choosing import guide_or_missing, tabs_of
from kiosk.standing import counter_state
from kiosk.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterRow:
    """Be one counter as a row."""

    id: str
    window: str
    office: str
    chip: Chip | None
    spoken: str


def counter_pages(desk: Desk) -> APIRouter:
    """Return the routes of the counter map."""
    router = APIRouter()

    @router.get("/counters")
    async def ground_floor(request: Request) -> Response:
        guide = guide_or_missing(desk)
        floors = floors_of(guide.directory.counters)
        ground = next((n for n, one in enumerate(floors) if one.floor in (0, 1)), 0)
        return _floor(desk, request, guide, floors, ground)

    @router.get("/counters/floors/{number}")
    async def one_floor(request: Request, number: int) -> Response:
        guide = guide_or_missing(desk)
        floors = floors_of(guide.directory.counters)
        if not 0 <= number < len(floors):
            raise HTTPException(404)
        return _floor(desk, request, guide, floors, number)

    @router.get("/counters/{counter}/way")
    async def way(request: Request, counter: str) -> Response:
        guide = guide_or_missing(desk)
        known = guide.counters.get(counter)
        if known is None:
            raise HTTPException(404)
        return _way(desk, request, guide, known)

    @router.get("/counters/{counter}")
    async def one_counter(request: Request, counter: str) -> Response:
        guide = guide_or_missing(desk)
        known = guide.counters.get(counter)
        if known is None:
            raise HTTPException(404)
        words = desk.words_for(desk.visitor(request))
        items = [item for item in guide.items if item.counter == counter]
        return desk.page(
            request,
            "services.html",
            title=window_words(known, words),
            more=_about(guide, known, words),
            chip=counter_state(known, guide, desk.contents, desk.now(), words),
            rows=rows_of(guide, items, words, now=desk.now()),
            person=not items,
            desk_place=guide.directory.enquiry_desk,
            desk_telephone=guide.directory.enquiry_telephone,
        )

    return router


def _floor(
    desk: Desk,
    request: Request,
    guide: Guide,
    floors: tuple[Floor, ...],
    number: int,
) -> Response:
    """Write the page of a floor; a directory without counters leads to a person."""
    words = desk.words_for(desk.visitor(request))
    counters = floors[number].counters if floors else ()
    rows = [_row(desk, guide, counter, words) for counter in counters]
    several = len({one.building for one in floors}) > 1
    stands = desk.settings.stands
    start = start_on(floors[number], floors, words, stands=stands) if floors else None
    return desk.page(
        request,
        "counters.html",
        title=words("home.ask"),
        tabs=tabs_of(words, "counter"),
        floors=[
            {
                "href": f"/counters/floors/{place}",
                "name": _floor_name(one, words, several=several),
                "on": place == number,
            }
            for place, one in enumerate(floors)
        ],
        rows=rows,
        chips={row.id: row.chip for row in rows},
        plan=plan_of(
            counters,
            name_of=guide.plan_name,
            start=start.place if start else ENTRANCE,
            start_words=start.words if start else "",
            marks=marks_on(stands, floors[number], first=floors[0].building)
            if floors
            else (),
            door_words=words("plan.mark.door"),
        ),
        start=start,
        sought="",
        desk_place=guide.directory.enquiry_desk,
        desk_telephone=guide.directory.enquiry_telephone,
    )


def _way(desk: Desk, request: Request, guide: Guide, counter: Counter) -> Response:
    """Write the page of the way to a window.

    Raises:
        HTTPException: Its place is not known.
    """
    words = desk.words_for(desk.visitor(request))
    drawn = floor_plan(
        counter,
        guide.directory.counters,
        words,
        stands=desk.settings.stands,
        name_of=guide.plan_name,
    )
    if drawn is None:
        raise HTTPException(404)
    beside = (target.counter for target in drawn.plan.targets)
    return desk.page(
        request,
        "way.html",
        title=words("plan.way", window=window_words(counter, words)),
        place=words("comma")
        .join(
            (floor_words(counter.floor, words), counter.way, guide.office_name(counter))
        )
        .rstrip(words("comma")),
        counter=counter.id,
        chip=counter_state(counter, guide, desk.contents, desk.now(), words),
        plan=drawn.plan,
        start=drawn.start,
        sought=counter.id,
        chips=dict.fromkeys(beside),
    )


def _floor_name(floor: Floor, words: Words, *, several: bool) -> str:
    named = floor_words(floor.floor, words)
    return f"{floor.building} {named}" if several else named


def _row(desk: Desk, guide: Guide, counter: Counter, words: Words) -> CounterRow:
    name = guide.office_name(counter)
    window = window_words(counter, words)
    chip = counter_state(counter, guide, desk.contents, desk.now(), words)
    said = (window, name, chip.text if chip else "")
    return CounterRow(
        id=counter.id,
        window=window,
        office=name,
        chip=chip,
        spoken=words("comma").join(part for part in said if part),
    )


def _about(guide: Guide, counter: Counter, words: Words) -> str:
    """Return what there is to know of a counter beside what it does."""
    said = (
        guide.office_name(counter),
        floor_words(counter.floor, words),
        counter.way,
        *(hours_words(counter.hours, words) or (words("counter.no_hours"),)),
        counter.telephone,
    )
    return words("comma").join(part for part in said if part)
