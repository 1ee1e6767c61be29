"""Serve one disclosure: its blocks, its clock and what can be taken home."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from kiosk.calendar_words import date_words
from kiosk.desk import Desk
from kiosk.notice_rows import shown_words, state_words
from kiosk.notices import Clockwork, clock_of
from kiosk.pages.notices import row_of
from kiosk.prose import (
    SIGNPOSTS,
    Shown,
    ShownTable,
    shown_blocks,
    widest_table,
)
from kiosk.rating import rating_of
from kiosk.take_away import code_svg, notice_text
from kiosk.visits import SIZES, Visit
from kiosk.words import Words
from programme.afterwards import is_past
from programme.blocks import Heading, PageImageBlock, Revision
from programme.boards import KindOfAct
from programme.errors import ContractError
from programme.playlist import Item
from sync_agent.store import AssetUnusable


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Be what stands by a disclosure to read it with."""

    sizes: tuple[int, ...]
    size: int
    """The place of the one that is chosen."""
    cards: bool | None
    """Every row of a table is a card; None where there is no table to choose for."""
    original: bool
    """There are scanned pages to look at."""
    signposts: tuple[tuple[int, str], ...]
    """Headings to go to, with their places among the blocks."""


def reader_pages(desk: Desk) -> APIRouter:
    """Return the routes of one disclosure."""
    router = APIRouter()

    @router.get("/notices/{disclosure}")
    async def notice(request: Request, disclosure: str) -> Response:
        visitor = desk.visitor(request)
        words = desk.words_for(visitor)
        item = offered(desk, disclosure)
        if item is None:
            return _gone(desk, request, words)
        try:
            revision = desk.shelf.revision_of(item.manifest.blocks)
        except (AssetUnusable, ContractError):
            return _unreadable(desk, request, words)
        over = is_past(item.entry.window, item.manifest.rule_afterwards, desk.now())
        clock = None if over else clock_of(item, desk.contents, desk.now())
        row = row_of(desk, item, words)
        cards = request.query_params.get("as") == "cards"
        blocks, tools = _read(revision, visitor.visit, words, cards=cards)
        return desk.page(
            request,
            "notice.html",
            visitor=visitor,
            row=row,
            byline=words("notice.published", date=_published(desk, item, words)),
            clock_words=shown_words(clock, words) if clock else "",
            ended=row.state if over else "",
            blocks=blocks,
            tools=tools,
            rating=rating_of(words, done=request.url.path in visitor.visit.rated),
            colophon=_colophon(desk, item, clock, words),
        )

    # Not a coroutine: a code takes some tens of milliseconds of arithmetic.
    @router.get("/take/notices/{disclosure}.svg")
    def code(disclosure: str) -> Response:
        item = offered(desk, disclosure)
        if item is None:
            raise HTTPException(404)
        text = notice_text(item, desk.contents.zone)
        return Response(code_svg(text), media_type="image/svg+xml")

    _add_original(router, desk)
    return router


def _add_original(router: APIRouter, desk: Desk) -> None:
    """Serve the scanned pages as they came, one at a time."""

    @router.get("/notices/{disclosure}/original/{number}")
    async def original(request: Request, disclosure: str, number: int) -> Response:
        words = desk.words_for(desk.visitor(request))
        item = offered(desk, disclosure)
        if item is None:
            return _gone(desk, request, words)
        try:
            revision = desk.shelf.revision_of(item.manifest.blocks)
        except (AssetUnusable, ContractError):
            return _unreadable(desk, request, words)
        pages = [one for one in revision.blocks if isinstance(one, PageImageBlock)]
        if not 1 <= number <= len(pages):
            raise HTTPException(404)
        return desk.page(
            request,
            "original.html",
            row=row_of(desk, item, words),
            scan=pages[number - 1],
            number=number,
            count=len(pages),
        )


def offered(desk: Desk, disclosure: str) -> Item | None:
    """Return a disclosure that may be read now."""
    for item in (*desk.current(), *desk.past()):
        if item.disclosure == disclosure:
            return item
    return None


def _read(
    revision: Revision, visit: Visit, words: Words, *, cards: bool
) -> tuple[tuple[Shown, ...], Tools]:
    """Return the blocks as this visit wants them, and what there is to read them by."""
    size = SIZES[visit.size]
    widest = 0 if cards else widest_table(large=visit.large, size=size)
    blocks = shown_blocks(revision.blocks, words, widest=widest)
    tools = Tools(
        sizes=SIZES,
        size=visit.size,
        # A table that is cards anyway is not offered as what it cannot be.
        cards=cards if cards or _tables(blocks) else None,
        original=any(isinstance(one, PageImageBlock) for one in revision.blocks),
        signposts=tuple(
            (place, block.text)
            for place, block in enumerate(blocks)
            if isinstance(block, Heading) and block.text in SIGNPOSTS
        ),
    )
    return blocks, tools


def _tables(blocks: Iterable[Shown]) -> bool:
    return any(isinstance(block, ShownTable) for block in blocks)


def _published(desk: Desk, item: Item, words: Words) -> str:
    on = item.entry.published_at.astimezone(desk.contents.zone).date()
    return date_words(on, words, today=desk.today())


def _colophon(
    desk: Desk, item: Item, clock: Clockwork | None, words: Words
) -> list[str]:
    manifest = item.manifest
    lines = [
        words("notice.register", number=item.entry.register_number),
        words(
            "notice.kind", kind=manifest.category, act=_act(manifest.kind_of_act, words)
        ),
    ]
    if manifest.hung_since is not None:
        since = date_words(manifest.hung_since, words, today=desk.today())
        lines.append(words("notice.hung_since", date=since))
    if clock is not None:
        lines.append(state_words(clock, words, desk.today()))
        if clock.face.as_of is not None:
            lines.append(
                words("notice.as_of", date=date_words(clock.face.as_of, words))
            )
    if manifest.objections_telephone:
        lines.append(
            words("notice.objections", telephone=manifest.objections_telephone)
        )
    if not words.is_first:
        lines.append(words("notice.chinese_only"))
    return lines


def _act(kind: KindOfAct, words: Words) -> str:
    return words(f"act.{kind.value}")


def _gone(desk: Desk, request: Request, words: Words) -> Response:
    return _nothing(desk, request, words, "gone", status=404, symbol="search_off")


def _unreadable(desk: Desk, request: Request, words: Words) -> Response:
    return _nothing(desk, request, words, "repair", status=503, symbol="build_circle")


def _nothing(
    desk: Desk, request: Request, words: Words, why: str, *, status: int, symbol: str
) -> Response:
    """Write the page that stands for a disclosure and leads back to the list."""
    return desk.page(
        request,
        "advice.html",
        status=status,
        heading=words("notices"),
        symbol=symbol,
        title=words(f"notice.{why}.title"),
        lines=(words(f"notice.{why}.advice"),),
        telephones=(),
        code="",
        buttons=(_to_list(words),),
    )


def _to_list(words: Words) -> dict[str, str]:
    return {"href": "/notices", "icon": "campaign", "name": words("notices")}
