"""Serve the list of disclosures that are on now, and what narrows it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from config.people import shipped_people
from kiosk.calendar_words import date_words
from kiosk.concerning import people_named
from kiosk.desk import Desk
from kiosk.notice_rows import NoticeRow, notice_row, seal_of
from kiosk.notices import Order, Wanted, chosen, clock_of, ended_on
from kiosk.pages.notice_filters import (
    PAST,
    address,
    choices_of,
    filters_of,
    known_field,
)
from kiosk.shelf import Contents
from kiosk.words import Words
from programme.afterwards import is_past
from programme.boards import Board
from programme.merged_boards import MergedBoard, merged_board
from programme.playlist import Item

SHEET = 60
"""Rows that are written at one go; a longer list has several sheets."""


def notice_list_pages(desk: Desk) -> APIRouter:
    """Return the routes of the list."""
    router = APIRouter()

    @router.get("/notices")
    async def notices(request: Request) -> Response:
        words = desk.words_for(desk.visitor(request))
        wanted = _wanted(request, desk.contents)
        items = _offered(desk, wanted)
        taken = chosen(items, wanted, desk.contents.search)
        sheets = range((len(taken) + SHEET - 1) // SHEET)
        sheet = min(_number(request), max(len(sheets) - 1, 0))
        return desk.page(
            request,
            "notices.html",
            summary=words(
                "notices.summary.past" if wanted.past else "notices.summary",
                count=len(taken),
            ),
            boards=_boards(items, wanted, words, contents=desk.contents),
            filters=filters_of(
                items, wanted, words, fields=_fields(desk, items, wanted)
            ),
            rows=rows_of(desk, taken[sheet * SHEET : (sheet + 1) * SHEET], words),
            sheets=_sheets(len(taken), sheet, wanted, words) if len(sheets) > 1 else (),
            narrowed=wanted != Wanted(),
            empty=words("notices.none" if items else "notices.nothing"),
            empty_advice=words(
                "notices.none.advice" if items else "notices.nothing.advice"
            ),
        )

    @router.get("/notices/choose/{field}")
    async def choose(request: Request, field: str) -> Response:
        words = desk.words_for(desk.visitor(request))
        wanted = _wanted(request, desk.contents)
        items = _offered(desk, wanted)
        return desk.page(
            request,
            "choices.html",
            title=words("notices"),
            question=words(f"notices.choose.{known_field(field)}"),
            tabs=(),
            choices=choices_of(items, wanted, field, words),
        )

    return router


def rows_of(desk: Desk, items: Sequence[Item], words: Words) -> list[NoticeRow]:
    """Return the rows of disclosures."""
    return [row_of(desk, item, words) for item in items]


def row_of(desk: Desk, item: Item, words: Words) -> NoticeRow:
    """Return the row of a disclosure that is on, or of one that has ended."""
    now, contents, today = desk.now(), desk.contents, desk.today()
    if is_past(item.entry.window, item.manifest.rule_afterwards, now):
        ended = date_words(ended_on(item, contents), words, today=today)
        told = words("notice.ended", date=ended)
        return notice_row(item, None, words, today, merged=desk.merged, ended=told)
    clock = clock_of(item, contents, now)
    return notice_row(item, clock, words, today, merged=desk.merged)


def _offered(desk: Desk, wanted: Wanted) -> tuple[Item, ...]:
    return desk.past() if wanted.past else desk.current()


def _fields(desk: Desk, items: Sequence[Item], wanted: Wanted) -> tuple[str, ...]:
    """Return what the list is narrowed by; only what can narrow it."""
    there = {
        "unit": True,
        "who": bool(wanted.people or people_named(items, shipped_people())),
        "category": True,
        "when": bool(wanted.past or desk.past()),
        "order": True,
    }
    return tuple(field for field, offered in there.items() if offered)


def _wanted(request: Request, contents: Contents) -> Wanted:
    query = request.query_params
    boards = {board.value: board for board in Board}
    orders = {order.value: order for order in Order}
    board = boards.get(query.get("board", ""))
    joined = _joined(contents, board) if board else None
    return Wanted(
        board=board,
        with_it=frozenset(joined.boards) if joined else frozenset(),
        unit=query.get("unit", ""),
        people=next(
            (one for one in shipped_people() if one.id == query.get("who")), None
        ),
        category=query.get("category", ""),
        order=orders.get(query.get("order", ""), Order.NEWEST),
        past=query.get("when", "") == PAST,
    )


def _number(request: Request) -> int:
    given = request.query_params.get("sheet", "0")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0  # noqa: PLR2004 - no list is that long


def _boards(
    items: Sequence[Item], wanted: Wanted, words: Words, *, contents: Contents
) -> list[dict[str, Any]]:
    counts = dict.fromkeys(Board, 0)
    for item in items:
        counts[item.manifest.board] += 1
    whole: dict[str, Any] = {
        "id": "",
        "seal": "",
        "name": words("board.all"),
        "count": len(items),
        "href": address(wanted, {"board": ""}),
        "on": wanted.board is None,
    }
    return [whole, *_tabs(counts, wanted, words, contents)]


def _tabs(
    counts: Mapping[Board, int], wanted: Wanted, words: Words, contents: Contents
) -> Iterator[dict[str, Any]]:
    """Yield a tab a board; boards that the kiosk's unit merged have one (REQ-17)."""
    for board in Board:
        joined = _joined(contents, board)
        boards = joined.boards if joined else (board,)
        if board is not min(boards, key=list(Board).index):
            continue
        yield {
            "id": board.value,
            "seal": seal_of(board, words),
            "name": joined.name if joined else words(f"board.{board.value}"),
            "count": sum(counts[one] for one in boards),
            "href": address(wanted, {"board": board.value}),
            "on": wanted.board in boards,
        }


def _joined(contents: Contents, board: Board) -> MergedBoard | None:
    """Return the merged board on which the kiosk's own unit shows a board."""
    if contents.held is None:
        return None
    programme = contents.held.programme
    return merged_board(programme.merged_boards, programme.unit, board)


def _sheets(
    count: int, sheet: int, wanted: Wanted, words: Words
) -> list[dict[str, Any]]:
    return [
        {
            "href": address(wanted, {"sheet": str(number) if number else ""}),
            "name": words(
                "notices.sheet",
                first=number * SHEET + 1,
                last=min(count, (number + 1) * SHEET),
            ),
            "on": number == sheet,
        }
        for number in range((count + SHEET - 1) // SHEET)
    ]
