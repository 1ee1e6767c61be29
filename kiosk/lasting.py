"""Hold the styles, scripts and icons under addresses that change when they do.

A browser may keep such a file for good and asks for it no more: a page costs one
request instead of twenty. They say nothing about a visitor.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

_KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_FOR_GOOD = {"cache-control": "public, max-age=31536000, immutable"}
_LOOK = ("tokens.css", "icons.woff2", "mark.svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """Be the files that pages are drawn with, in memory."""

    files: Mapping[str, bytes]
    """By their path below the address."""

    @property
    def base(self) -> str:
        """Return the address below which they lie; other files have another one."""
        digest = hashlib.sha256()
        for name, data in sorted(self.files.items()):
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        return f"/lasting/{digest.hexdigest()[:16]}"


@cache
def shipped_files() -> Lasting:
    """Return the files that come with the kiosk."""
    found = dict(_below(resources.files("kiosk") / "static", ""))
    look = resources.files("look")
    return Lasting(files={**found, **{n: (look / n).read_bytes() for n in _LOOK}})


def lasting_pages(lasting: Lasting) -> APIRouter:
    """Return the route of the files; an address of other files leads nowhere."""
    router = APIRouter()
    base = lasting.base

    @router.get(f"{base}/{{name:path}}")
    async def file(name: str) -> Response:
        data = lasting.files.get(name)
        if data is None:
            raise HTTPException(404)
        kind = _KINDS[name[name.rindex(".") :]]
        return Response(data, media_type=kind, headers=_FOR_GOOD)

    return router


def _below(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for one in folder.iterdir():
        if one.is_dir():
            found += _below(one, f"{path}{one.name}/")
        elif one.name.endswith(tuple(_KINDS)):
            found.append((f"{path}{one.name}", one.read_bytes()))
    return found
