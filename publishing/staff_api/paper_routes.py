"""Answer staff about the papers of a version: records of meetings, signed forms."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from publishing.desk.papers import PaperView, media_type_of
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.uploads import Uploads


def paper_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of papers."""
    router = APIRouter(prefix="/drafts/{draft}/papers", tags=["papers"])
    actor, uploads, papers = Depends(access.staff_id), Uploads(), cases.papers

    @router.get("")
    def listing(draft: str, by: Annotated[str, actor]) -> tuple[PaperView, ...]:
        return papers.listing(by, draft)

    @router.post("/import", status_code=201)
    async def add(
        draft: str,
        request: Request,
        by: Annotated[str, actor],
        filename: str,
        manifest: str,
    ) -> PaperView:
        await run_in_threadpool(papers.listing, by, draft)
        async with uploads.received(request) as data:
            return await run_in_threadpool(
                papers.add,
                by,
                draft,
                data=data,
                name=filename,
                manifest_sha256=manifest,
            )

    @router.get("/{sha256}", response_class=Response)
    def show(draft: str, sha256: str, by: Annotated[str, actor]) -> Response:
        data = papers.get(by, draft, sha256)
        headers = {
            "cache-control": "private, no-store",
            "content-security-policy": "default-src 'none'; sandbox",
            "x-content-type-options": "nosniff",
        }
        return Response(data, media_type=media_type_of(data), headers=headers)

    return router
