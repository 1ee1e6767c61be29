"""Serve the list of disclosures that are on now, and what narrows it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kiosk.desk import Desk
from kiosk.notice_rows import NoticeRow, notice_row, seal_of
from kiosk.notices import Order, Wanted, chosen, clock_of, current
from kiosk.shelf import Contents
from kiosk.words import Words
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
        items = current(desk.contents, desk.now())
        taken = chosen(items, wanted)
        sheets = range((len(taken) + SHEET - 1) // SHEET)
        sheet = min(_number(request), max(len(sheets) - 1, 0))
        return desk.page(
            request,
            "notices.html",
            summary=words("notices.summary", count=len(taken)),
            boards=_boards(items, wanted, words, contents=desk.contents),
            filters=_filters(items, wanted, words),
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
        items = current(desk.contents, desk.now())
        return desk.page(
            request,
            "choices.html",
            title=words("notices"),
            question=words(f"notices.choose.{_field(field)}"),
            tabs=(),
            choices=[
                {
                    "href": address(wanted, {_field(field): value}),
                    "name": name,
                    "more": "",
                    "icon": "",
                    "on": value == _value(wanted, _field(field)),
                }
                for value, name in _options(_field(field), items, words)
            ],
        )

    return router


def rows_of(desk: Desk, items: Sequence[Item], words: Words) -> list[NoticeRow]:
    """Return the rows of disclosures."""
    now, contents, today = desk.now(), desk.contents, desk.today()
    return [
        notice_row(
            item, clock_of(item, contents, now), words, today, merged=desk.merged
        )
        for item in items
    ]


def address(wanted: Wanted, change: dict[str, str]) -> str:
    """Return the list's address with something changed."""
    named = {
        "board": wanted.board.value if wanted.board else "",
        "unit": wanted.unit,
        "category": wanted.category,
        "order": "" if wanted.order is Order.NEWEST else wanted.order.value,
    }
    query = {name: value for name, value in (named | change).items() if value}
    return f"/notices?{urlencode(query)}" if query else "/notices"


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
        category=query.get("category", ""),
        order=orders.get(query.get("order", ""), Order.NEWEST),
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


def _filters(
    items: Sequence[Item], wanted: Wanted, words: Words
) -> list[dict[str, str]]:
    found = []
    for field in ("unit", "category", "order"):
        names = dict(_options(field, items, words))
        value = _value(wanted, field)
        path = address(wanted, {}).removeprefix("/notices")
        found.append(
            {
                "href": f"/notices/choose/{field}{path}",
                "name": words(f"notices.filter.{field}"),
                "value": names.get(value, names[""]),
            }
        )
    return found


def _field(field: str) -> str:
    return field if field in ("unit", "category", "order") else "unit"


def _value(wanted: Wanted, field: str) -> str:
    if field == "order":
        return "" if wanted.order is Order.NEWEST else wanted.order.value
    return wanted.unit if field == "unit" else wanted.category


def _options(field: str, items: Sequence[Item], words: Words) -> list[tuple[str, str]]:
    """Return the values of a filter with their names; the first is all."""
    if field == "order":
        return [("", words("order.newest")), ("ending", words("order.ending"))]
    if field == "unit":
        units = {item.manifest.unit: item.manifest.unit_name for item in items}
        return [("", words("notices.everywhere")), *sorted(units.items())]
    kinds = sorted({item.manifest.category for item in items} - {""})
    return [("", words("notices.every_kind")), *((kind, kind) for kind in kinds)]


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
