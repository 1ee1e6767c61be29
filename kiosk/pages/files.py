"""Serve what pages are drawn with: styles, scripts, icons, pictures."""

from importlib import resources
from pathlib import Path

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles

from kiosk.desk import Desk
from programme.blocks import AssetRef
from sync_agent.store import AssetUnusable

_LOOK = {
    "tokens.css": "text/css",
    "icons.woff2": "font/woff2",
    "mark.svg": "image/svg+xml",
}
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"RIFF": "image/webp",
}


def folder_of(package: str, *parts: str) -> Path:
    """Return a folder of shipped files.

    Raises:
        TypeError: The package does not lie in a folder of its own.
    """
    found = resources.files(package).joinpath(*parts)
    if not isinstance(found, Path):
        raise TypeError(package)
    return found


def static_files() -> StaticFiles:
    """Return the kiosk's own styles and scripts."""
    return StaticFiles(directory=folder_of("kiosk", "static"))


def file_pages(desk: Desk) -> APIRouter:
    """Return the routes of files."""
    router = APIRouter()
    look, own = folder_of("look"), folder_of("kiosk", "static")

    @router.get("/static/{name}")
    async def looks(name: str) -> Response:
        if name not in _LOOK:
            return FileResponse(_own(own, name))
        return FileResponse(look / name, media_type=_LOOK[name])

    @router.get("/pictures/{sha256}")
    async def picture(sha256: str) -> Response:
        try:
            data = desk.shelf.picture(_named(desk, sha256))
        except AssetUnusable as error:
            raise HTTPException(404) from error
        for magic, kind in _PICTURES.items():
            if data.startswith(magic):
                return Response(data, media_type=kind)
        raise HTTPException(404)

    return router


def _own(folder: Path, name: str) -> Path:
    found = folder / name
    if found.parent != folder or not found.is_file():
        raise HTTPException(404)
    return found


def _named(desk: Desk, sha256: str) -> AssetRef:
    """Return the picture of a disclosure that may be read now; no other file."""
    for item in (*desk.current(), *desk.past()):
        for ref in item.manifest.images:
            if ref.sha256 == sha256:
                return ref
    raise HTTPException(404)
