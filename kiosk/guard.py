"""Stand before every page: who may ask, which headers go out, what a fault says.

It knows no page; a fault inside becomes the error page that is handed in.
"""

import logging
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)

POLICY = (
    "default-src 'self'; media-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SAME = frozenset({"same-origin", "none"})


class Guard:
    """Let this machine's own browser in, and give every answer the same headers."""

    def __init__(
        self, app: ASGIApp, *, fault_page: Callable[[Request], Response]
    ) -> None:
        self._app = app
        self._fault_page = fault_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False
        # What a resident looked at must not be found in the browser's cache.
        cache = "no-cache" if scope["path"].startswith("/static/") else "no-store"

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                _put_headers(message, cache)
            await send(message)

        if _is_foreign(scope):
            refusal = PlainTextResponse("只给本机使用。", status_code=403)
            await refusal(scope, receive, send_with_headers)
            return
        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:  # noqa: BLE001 - the top of a page: the resident gets words and a way home
            # The path is left out: it may say what somebody looked for.
            _log.exception("kiosk: a page failed")
            if not begun:
                await self._fault_page(Request(scope))(
                    scope, receive, send_with_headers
                )


def _put_headers(message: Message, cache: str) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in _HEADERS.items():
        headers[name] = value
    headers.setdefault("cache-control", cache)


def _is_foreign(scope: Scope) -> bool:
    """Say whether another site, or another machine's name, is asking."""
    headers = Headers(scope=scope)
    host = headers.get("host", "").rsplit(":", 1)[0]
    if host not in _HOSTS:
        return True
    return (
        scope["method"] not in ("GET", "HEAD")
        and headers.get("sec-fetch-site", "same-origin") not in _SAME
    )
