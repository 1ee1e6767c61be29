"""Mount the staff's pages on the centre: name every page, guard the edge.

Nothing here is served to the public, and nothing that people or files provide is ever
rendered as HTML (B14).
"""

from pathlib import Path
from typing import Final
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from nicegui import app as pages, core, ui
from nicegui.storage import Storage

from publishing.admin.around import around_of
from publishing.admin.edge import Edge, is_own_origin
from publishing.admin.live import House, off_loop
from publishing.admin.missing import serve_missing
from publishing.admin.page_list import add_pages
from publishing.admin.pages.schedule import SHEETS
from publishing.admin.pages.sign_in import add_sign_in
from publishing.admin.services import AdminServices
from publishing.admin.site import Site
from publishing.admin.theme import serve_look
from publishing.errors import PublishingError
from publishing.inspection.folder import Folder
from publishing.staff_api.access import COOKIE, token_of
from publishing.staff_api.answers import add_error_handlers

MOUNT_PATH: Final = "/staff"


def mount_admin(
    app: FastAPI, services: AdminServices, *, folder: Path, secret: str
) -> None:
    """Put the staff's pages under `/staff`; call it once per process.

    Args:
        app: The centre's application; its other routes must be there already.
        services: What the pages may call.
        folder: Where the framework may keep files; nothing lies in the current one.
        secret: Seals what the framework stores in the browser.
    """
    Storage.path = folder
    pages.storage = Storage()
    core.sio.eio.cors_allowed_origins = is_own_origin
    pages.add_middleware(Edge)
    add_error_handlers(pages)
    register(services)
    ui.run_with(
        app,
        title="明白",
        language="zh-CN",
        mount_path=MOUNT_PATH,
        storage_secret=secret,
        session_middleware_kwargs={
            "session_cookie": "mingbai-pages",
            "path": MOUNT_PATH,
            "same_site": "strict",
            "https_only": True,
        },
        tailwind=False,
        show_welcome_message=False,
    )


def register(services: AdminServices, *, watch_s: float = 3.0) -> None:
    """Name every page and every picture of the pages.

    Args:
        services: What the pages may call.
        watch_s: How often an open page looks whether its session goes on.
    """
    cases = services.cases
    house = House(
        sessions=cases.sessions,
        looks=cases.looks,
        clock=cases.acting.clock,
        zone=services.zone,
        watch_s=watch_s,
    )
    serve_look()
    serve_missing()
    add_sign_in()
    add_pages(Site(house=house, cookie=COOKIE, look=around_of(services)), services)
    _serve_pictures(services)
    _serve_sheets(services)
    _serve_folders(services)
    _serve_packages(services)


def _serve_pictures(services: AdminServices) -> None:
    """Serve the pages that displays have painted, to whoever is signed in."""
    sessions, showing = services.cases.sessions, services.showing

    @pages.get("/pictures/{sha256}")
    async def picture(sha256: str, request: Request) -> Response:
        token = token_of(request)
        data = await off_loop(lambda: showing.picture(sessions.find(token).id, sha256))
        headers = {"cache-control": "private, max-age=86400, immutable"}
        return Response(data, media_type="image/webp", headers=headers)


def _serve_sheets(services: AdminServices) -> None:
    """Serve what the schedule draws, to the person whose page asks for it."""
    sessions, sheets = services.cases.sessions, services.sheets

    @pages.get(f"{SHEETS}/{{key}}")
    async def sheet(key: str, request: Request) -> Response:
        token = token_of(request)
        person = await off_loop(lambda: sessions.find(token))
        data = await sheets.fetch(person.id, key)
        return JSONResponse(data, headers={"cache-control": "no-store"})


def _serve_folders(services: AdminServices) -> None:
    """Serve inspection folders, each made for who asks; asking for it is noted."""
    cases, folders = services.cases, services.folders

    def made(token: str, unit: str, period: str) -> Folder:
        person = cases.sessions.find(token)
        cases.looks.note(person.id, f"/folders/{unit}", {"period": period})
        return folders.make(person.id, unit, period)

    @pages.get("/folders/{unit}")
    async def folder(unit: str, request: Request, period: str = "") -> Response:
        token = token_of(request)
        found = await off_loop(lambda: made(token, unit, period))
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
            "cache-control": "no-store",
        }
        return Response(found.data, media_type="application/zip", headers=headers)


def _serve_packages(services: AdminServices) -> None:
    """Serve archive packages, each made for who asks; its digest is journalled."""
    sessions, packages = services.cases.sessions, services.packages

    @pages.get("/archive/{unit}/{year}")
    async def package(unit: str, year: int, request: Request) -> Response:
        token = token_of(request)
        try:
            made = await off_loop(
                lambda: packages.make(sessions.find(token).id, unit, year)
            )
        except PublishingError as refusal:
            return PlainTextResponse(str(refusal), status_code=refusal.status)
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(made.name)}",
            "cache-control": "no-store",
        }
        return Response(made.data, media_type="application/zip", headers=headers)
