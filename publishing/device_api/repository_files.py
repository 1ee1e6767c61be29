"""Serve the repository's folder as a plain web server would; it signs nothing.

Names that hold a version or a hash never change and may be kept for ever; the
timestamp is asked for again each time, and costs next to nothing if it is known.
"""

import re
from pathlib import Path

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from programme.canonical import sha256_hex

_IMMUTABLE = "public, max-age=31536000, immutable"
_TIMESTAMP = "metadata/timestamp.json"
_SHAPES = re.compile(
    r"metadata/[0-9]+\.[a-z0-9-]+\.json"
    r"|targets/([a-z0-9._-]+/)*[0-9a-f]{64}\.[a-z0-9._-]+"
    r"|assets/[0-9a-f]{2}/[0-9a-f]{64}"
)
"""Every path that there can be; so no other file of the folder is ever served."""
_NOT_FOUND = 404
_NOT_MODIFIED = 304


class RepositoryFiles:
    """Be an ASGI application over the repository's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope["path"].removeprefix(scope.get("root_path", "")).lstrip("/")
        answer = await self._answer(scope, path)
        await answer(scope, receive, send)

    async def _answer(self, scope: Scope, path: str) -> Response:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return Response(status_code=405)
        if path == _TIMESTAMP:
            wanted = Headers(scope=scope).get("if-none-match", "")
            return await run_in_threadpool(self._timestamp, wanted)
        file = self._folder / path
        if not _SHAPES.fullmatch(path) or not file.is_file():
            # An HTML page of an error would cost a device more than its poll.
            return Response(status_code=_NOT_FOUND)
        return FileResponse(file, headers={"Cache-Control": _IMMUTABLE})

    def _timestamp(self, wanted: str) -> Response:
        try:
            data = (self._folder / _TIMESTAMP).read_bytes()
        except FileNotFoundError:
            return Response(status_code=_NOT_FOUND)
        tag = f'"{sha256_hex(data)[:32]}"'
        headers = {"Cache-Control": "no-cache", "ETag": tag}
        if tag in [name.strip().removeprefix("W/") for name in wanted.split(",")]:
            return Response(status_code=_NOT_MODIFIED, headers=headers)
        return Response(data, media_type="application/json", headers=headers)
