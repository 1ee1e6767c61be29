"""Answer staff about the disclosure catalogue: lines, import from a sheet, export."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from programme.boards import Board
from publishing.catalogue.entry import EntryForm
from publishing.catalogue.entry_lines import EntryView
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.uploads import Uploads

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def catalogue_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of the catalogue."""
    router = APIRouter(prefix="/catalogue", tags=["catalogue"])
    actor, uploads = Depends(access.staff_id), Uploads()

    @router.get("/{unit}")
    def listing(unit: str, by: Annotated[str, actor]) -> tuple[EntryView, ...]:
        return cases.entries.listing(by, unit)

    @router.post("/{unit}", status_code=201)
    def create(unit: str, form: EntryForm, by: Annotated[str, actor]) -> EntryView:
        return cases.entries.create(by, unit, form)

    @router.put("/lines/{line}")
    def change(
        line: str, form: EntryForm, by: Annotated[str, actor], seen: str
    ) -> EntryView:
        return cases.entries.change(by, line, form, seen=seen)

    @router.delete("/lines/{line}", status_code=204)
    def close(line: str, by: Annotated[str, actor], seen: str) -> None:
        cases.entries.close(by, line, seen=seen)

    @router.post("/{unit}/import")
    async def preview(
        unit: str,
        request: Request,
        by: Annotated[str, actor],
        filename: str,
        board: Board | None = None,
    ) -> dict[str, int]:
        sheets = cases.catalogue_sheets
        await run_in_threadpool(sheets.may_import, by, unit)
        async with uploads.received(request) as data:
            found = await run_in_threadpool(
                sheets.preview, by, unit, data=data, filename=filename, board=board
            )
        changes = found.changes
        return {
            "added": len(changes.added),
            "changed": len(changes.changed),
            "closed": len(changes.closed),
            "same": len(changes.same),
        }

    @router.post("/{unit}/import/confirm")
    def confirm(unit: str, by: Annotated[str, actor]) -> dict[str, int]:
        changes = cases.catalogue_sheets.confirm_waiting(by, unit)
        return {
            "added": len(changes.added),
            "changed": len(changes.changed),
            "closed": len(changes.closed),
        }

    @router.get("/{unit}/export")
    def export(unit: str, by: Annotated[str, actor]) -> Response:
        data = cases.catalogue_sheets.export(by, unit)
        name = quote(f"公开目录-{unit}.xlsx")
        disposition = f"attachment; filename*=UTF-8''{name}"
        headers = {"content-disposition": disposition, "cache-control": "no-store"}
        return Response(data, media_type=_XLSX, headers=headers)

    return router
