"""Answer staff about service items and the directory."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from directory.model import ChangeKind, CounterChange, ServiceItem
from programme.document import Document, Identifier, Instant, Sha256
from publishing.catalogue.counter_changes import Today
from publishing.catalogue.directory_proposals import ProposalView
from publishing.catalogue.items import ServiceSheet, Taken
from publishing.services import UseCases
from publishing.signing.own_word import OwnWord
from publishing.staff_api.access import Access
from publishing.staff_api.uploads import Uploads

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def directory_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of the directory."""
    router = APIRouter(prefix="/directory", tags=["directory"])
    items, actor = cases.service_items, Depends(access.staff_id)

    @router.get("/items")
    def listing(
        by: Annotated[str, actor],
        after: str = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> tuple[ServiceItem, ...]:
        return items.listing(by, after=after, limit=limit)

    @router.post("/import")
    def take_in(sheet: ServiceSheet, by: Annotated[str, actor]) -> Taken:
        return items.take_in(by, sheet)

    @router.delete("/items/{item}", status_code=204)
    def remove(item: str, by: Annotated[str, actor]) -> None:
        items.remove(by, item)

    _add_sheets(router, cases, actor)
    _add_proposals(router, cases, actor)
    _add_changes(router, cases, actor)
    return router


class Seen(Document):
    """Name the state that an approver has seen."""

    sha256: Sha256
    own: OwnWord | None = None
    """What the approver's own key needs, where there is one."""


class SentBack(Document):
    """Say why a state is sent back."""

    reason: str = Field(min_length=1, max_length=400)


class Change(Document):
    """Say where a counter is for a while."""

    kind: ChangeKind
    instead: Identifier | None = None
    ends_at: Instant | None = None


def _add_sheets(router: APIRouter, cases: UseCases, actor: Any) -> None:  # noqa: ANN401 - a dependency
    sheets, uploads = cases.guide_sheets, Uploads()

    @router.post("/sheet")
    async def preview(
        request: Request, by: Annotated[str, actor], filename: str
    ) -> dict[str, int]:
        await run_in_threadpool(sheets.may_import, by)
        async with uploads.received(request) as data:
            found = await run_in_threadpool(
                sheets.preview, by, data=data, filename=filename
            )
        changes = found.changes
        return {
            "added": len(changes.added),
            "changed": len(changes.changed),
            "gone": len(changes.gone),
            "same": changes.same,
        }

    @router.post("/sheet/confirm", status_code=204)
    def confirm(by: Annotated[str, actor], *, remove_gone: bool = False) -> None:
        sheets.confirm(by, remove_gone=remove_gone)

    @router.get("/export.xlsx")
    def export_xlsx(by: Annotated[str, actor]) -> Response:
        return _file(sheets.export_xlsx(by), "办事指南.xlsx", _XLSX)

    @router.get("/export.json")
    def export_json(by: Annotated[str, actor]) -> Response:
        return _file(sheets.export_json(by), "办事指南.json", "application/json")


def _file(data: bytes, name: str, kind: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    headers = {"content-disposition": disposition, "cache-control": "no-store"}
    return Response(data, media_type=kind, headers=headers)


def _add_proposals(router: APIRouter, cases: UseCases, actor: Any) -> None:  # noqa: ANN401 - a dependency
    directories = cases.directories

    @router.get("/proposal")
    def waiting(by: Annotated[str, actor]) -> ProposalView | None:
        return directories.waiting(by)

    @router.post("/proposals")
    def propose(by: Annotated[str, actor]) -> ProposalView:
        return directories.propose(by)

    @router.post("/proposals/{proposal}/approve")
    def approve(proposal: int, seen: Seen, by: Annotated[str, actor]) -> dict[str, Any]:
        directory = directories.approve(by, proposal, sha256=seen.sha256, own=seen.own)
        return {
            "version": directory.version,
            "made_at": directory.made_at,
            "sha256": directory.digest(),
            "shards": len(directory.shards),
        }

    @router.post("/proposals/{proposal}/refuse", status_code=204)
    def refuse(proposal: int, back: SentBack, by: Annotated[str, actor]) -> None:
        directories.refuse(by, proposal, reason=back.reason)


def _add_changes(router: APIRouter, cases: UseCases, actor: Any) -> None:  # noqa: ANN401 - a dependency
    changes = cases.counter_changes

    @router.get("/today")
    def today(by: Annotated[str, actor]) -> Today:
        return changes.today(by)

    @router.put("/counters/{counter}/change")
    def begin(counter: str, change: Change, by: Annotated[str, actor]) -> CounterChange:
        return changes.begin(
            by,
            counter,
            change.kind,
            instead=change.instead,
            ends_at=change.ends_at,
        )

    @router.delete("/counters/{counter}/change", status_code=204)
    def end(counter: str, by: Annotated[str, actor]) -> None:
        changes.end(by, counter)
