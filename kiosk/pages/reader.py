"""Serve one disclosure: its blocks, its clock and what can be taken home."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from kiosk.calendar_words import date_words
from kiosk.desk import Desk
from kiosk.notice_rows import notice_row, shown_words, state_words
from kiosk.notices import Clockwork, clock_of, current
from kiosk.prose import shown_blocks
from kiosk.take_away import code_svg, notice_text
from kiosk.words import Words
from programme.boards import KindOfAct
from programme.errors import ContractError
from programme.playlist import Item
from sync_agent.store import AssetUnusable


def reader_pages(desk: Desk) -> APIRouter:
    """Return the routes of one disclosure."""
    router = APIRouter()

    @router.get("/notices/{disclosure}")
    async def notice(request: Request, disclosure: str) -> Response:
        visitor = desk.visitor(request)
        words = desk.words_for(visitor)
        item = _on_now(desk, disclosure)
        if item is None:
            return _gone(desk, request, words)
        try:
            revision = desk.shelf.revision_of(item.manifest.blocks)
        except (AssetUnusable, ContractError):
            return _unreadable(desk, request, words)
        clock = clock_of(item, desk.contents, desk.now())
        today = desk.today()
        return desk.page(
            request,
            "notice.html",
            visitor=visitor,
            row=notice_row(item, clock, words, today, merged=desk.merged),
            byline=words("notice.published", date=_published(desk, item, words)),
            clock_words=shown_words(clock, words) if clock else "",
            blocks=shown_blocks(revision.blocks, words, large=visitor.visit.large),
            colophon=_colophon(desk, item, clock, words),
        )

    # Not a coroutine: a code takes some tens of milliseconds of arithmetic.
    @router.get("/take/notices/{disclosure}.svg")
    def code(disclosure: str) -> Response:
        item = _on_now(desk, disclosure)
        if item is None:
            raise HTTPException(404)
        words = desk.words["zh-CN"]
        text = notice_text(item, _published(desk, item, words), words)
        return Response(code_svg(text), media_type="image/svg+xml")

    return router


def _on_now(desk: Desk, disclosure: str) -> Item | None:
    for item in current(desk.contents, desk.now()):
        if item.disclosure == disclosure:
            return item
    return None


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
    if words.language == "en":
        lines.append(words("notice.chinese_only"))
    return lines


def _act(kind: KindOfAct, words: Words) -> str:
    return words(f"act.{kind.value}")


def _gone(desk: Desk, request: Request, words: Words) -> Response:
    return desk.page(
        request,
        "advice.html",
        status=404,
        heading=words("notices"),
        symbol="search_off",
        title=words("notice.gone.title"),
        lines=(words("notice.gone.advice"),),
        telephones=(),
        code="",
        buttons=(_to_list(words),),
    )


def _unreadable(desk: Desk, request: Request, words: Words) -> Response:
    return desk.page(
        request,
        "advice.html",
        status=503,
        heading=words("notices"),
        symbol="build_circle",
        title=words("notice.repair.title"),
        lines=(words("notice.repair.advice"),),
        telephones=(),
        code="",
        buttons=(_to_list(words),),
    )


def _to_list(words: Words) -> dict[str, str]:
    return {"href": "/notices", "icon": "campaign", "name": words("notices")}
