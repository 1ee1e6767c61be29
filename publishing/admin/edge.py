"""Guard the edge of the staff's pages: who may connect, what they may load.

The pages' framework needs inline scripts and evaluation, so no policy can forbid
those; this one forbids every other origin, and frames.
"""

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Edge:
    """Give every answer of the pages the headers that keep other origins out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or connection."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_guarded)


def is_own_origin(origin: str | None, environ: dict[str, str]) -> bool:
    """Say whether a live connection comes from a page of this very host.

    Its address is the one under which the browser reached the page; a page of
    another site cannot choose it.
    """
    parts = urlsplit(origin or "")
    own = environ.get("HTTP_X_FORWARDED_HOST") or environ.get("HTTP_HOST", "")
    return parts.scheme in {"http", "https"} and parts.netloc == own
