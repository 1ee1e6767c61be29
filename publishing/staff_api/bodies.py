"""Refuse bodies that are too long before anybody reads them; uploads count themselves.

The limit holds whether or not a length is said, and before anyone is signed in.
"""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publishing.errors import TooLarge
from publishing.staff_api.answers import error_answer

PREFIX: Final = "/api/"
MOST_BYTES: Final = 8 * 1024 * 1024
"""The longest form is a sheet of service items."""
MOST_UNKNOWN_BYTES: Final = 16 * 1024
"""What may come from who is not signed in yet."""

_UNKNOWN: Final = ("/api/session", "/api/invitations/")
_UPLOADS: Final = (("/api/drafts/", "/import"), ("/api/presences/", "/photo"))


class BodyLimit:
    """Stand before an app and count what comes under /api."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless its body is too long."""
        most = _limit_of(scope)
        if most is None:
            await self._app(scope, receive, send)
            return
        if _said_length(scope) > most:
            await error_answer(TooLarge(limit_bytes=most))(scope, receive, send)
            return
        counted = 0

        async def counting() -> Message:
            nonlocal counted
            message = await receive()
            counted += len(message.get("body", b""))
            if counted > most:
                raise HTTPException(TooLarge.status)
            return message

        await self._app(scope, counting, send)


def _limit_of(scope: Scope) -> int | None:
    """Return how long a body may be; None where somebody else counts."""
    path = scope.get("path", "")
    if scope["type"] != "http" or not path.startswith(PREFIX):
        return None
    if any(
        path.startswith(begins) and path.endswith(ends) for begins, ends in _UPLOADS
    ):
        return None
    return MOST_UNKNOWN_BYTES if path.startswith(_UNKNOWN) else MOST_BYTES


def _said_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
