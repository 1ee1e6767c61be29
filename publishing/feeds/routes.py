"""Serve calendars by their secret addresses, outside any session; hold none.

A wrong address is not there; whoever tries many is slowed down. A right one is never
slowed down by the wrong ones of a neighbour behind the same proxy.
"""

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Header, Request, Response

from programme.canonical import sha256_hex
from publishing.errors import NotThere
from publishing.feeds.events import Feed
from publishing.feeds.ical import to_ical

PATH: Final = "/calendar/{token}.ics"
_NOT_MODIFIED = 304
_STAFF_PAGES = "/staff"


def address_of(token: str) -> str:
    """Return the address of a calendar below that of the centre."""
    return PATH.format(token=token)


def calendar_router(
    read: Callable[[str], Feed], *, slow_down: Callable[[str], None]
) -> APIRouter:
    """Return the one route of the calendars.

    Args:
        read: Gives the calendar of an address, or raises `NotThere`.
        slow_down: Told of each wrong try by its sender; raises when they are many.
    """
    router = APIRouter(tags=["calendar"])

    @router.api_route(PATH, methods=["GET", "HEAD"])
    def calendar(
        token: str, request: Request, if_none_match: Annotated[str, Header()] = ""
    ) -> Response:
        try:
            feed = read(token)
        except NotThere:
            slow_down(request.client.host if request.client else "")
            raise
        base = f"{request.url.scheme}://{request.url.netloc}{_STAFF_PAGES}"
        data = to_ical(feed, base=base)
        tag = f'"{sha256_hex(data)[:32]}"'
        headers = {
            "Cache-Control": "private, no-cache",
            "ETag": tag,
            "X-Robots-Tag": "noindex",
            "X-Content-Type-Options": "nosniff",
        }
        known = [name.strip().removeprefix("W/") for name in if_none_match.split(",")]
        if tag in known:
            return Response(status_code=_NOT_MODIFIED, headers=headers)
        headers["Content-Disposition"] = 'inline; filename="mingbai.ics"'
        return Response(
            data, media_type="text/calendar; charset=utf-8", headers=headers
        )

    return router
