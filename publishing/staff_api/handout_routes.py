"""Answer staff with what goes to paper and groups; record that it went (REQ-35)."""

import io
import zipfile
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from publishing.carriers.presences import Presence
from publishing.feeds.handouts import Handout
from publishing.services import UseCases
from publishing.staff_api.access import Access

_PRIVATE = {
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
}
_UNDATED = (1980, 1, 1, 0, 0, 0)
_ZIP = "application/zip"


def handout_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of sheets, messages and long pictures."""
    router = APIRouter(prefix="/disclosures", tags=["handouts"])
    actor = Depends(access.staff_id)

    @router.get("/{disclosure}/handout")
    def show(disclosure: str, by: Annotated[str, actor]) -> Handout:
        return cases.public.handouts.show(by, disclosure)

    # Not coroutines: setting pages takes a while.
    @router.get("/{disclosure}/sheet.pdf", response_class=Response)
    def sheet(disclosure: str, by: Annotated[str, actor]) -> Response:
        data = cases.public.handouts.sheet(by, disclosure)
        headers = _PRIVATE | _named(f"{disclosure}.pdf")
        return Response(data, media_type="application/pdf", headers=headers)

    @router.get("/{disclosure}/long", response_class=Response)
    def long(disclosure: str, by: Annotated[str, actor]) -> Response:
        pictures = cases.public.handouts.long_pictures(by, disclosure)
        if len(pictures) == 1:
            headers = _PRIVATE | _named(f"{disclosure}.png")
            return Response(pictures[0], media_type="image/png", headers=headers)
        headers = _PRIVATE | _named(f"{disclosure}.zip")
        files = {
            f"{disclosure}-{number:02d}.png": data
            for number, data in enumerate(pictures, start=1)
        }
        return Response(_zipped(files), media_type=_ZIP, headers=headers)

    @router.get("/{disclosure}/everything.zip", response_class=Response)
    def everything(disclosure: str, by: Annotated[str, actor]) -> Response:
        files = cases.public.handouts.everything(by, disclosure)
        headers = _PRIVATE | _named(f"{disclosure}.zip")
        return Response(_zipped(files), media_type=_ZIP, headers=headers)

    @router.post("/{disclosure}/sent", status_code=201)
    def sent(disclosure: str, by: Annotated[str, actor]) -> Presence:
        return cases.public.handouts.sent(by, disclosure)

    return router


def _named(name: str) -> dict[str, str]:
    """Return the header that names a file; ids hold no sign that would need care."""
    return {"content-disposition": f'attachment; filename="{name}"'}


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name, date_time=_UNDATED), data)
    return out.getvalue()
