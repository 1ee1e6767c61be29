"""Answer staff about carriers: record, photograph, correct, strike (REQ-35)."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from publishing.carriers.presences import Presence, PresenceForm
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import ReasonForm
from publishing.staff_api.uploads import Uploads


def presence_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of carriers."""
    router = APIRouter(prefix="/presences", tags=["presences"])
    actor, uploads = Depends(access.staff_id), Uploads()

    @router.post("/of/{disclosure}", status_code=201)
    def record(
        disclosure: str, form: PresenceForm, by: Annotated[str, actor]
    ) -> Presence:
        return cases.presences.record(by, disclosure, form)

    @router.post("/of/{disclosure}/photo", status_code=201)
    async def post_board(
        disclosure: str,
        request: Request,
        by: Annotated[str, actor],
        filename: str,
        from_on: date,
    ) -> Presence:
        await run_in_threadpool(cases.presences.may_record, by, disclosure)
        async with uploads.received(request) as data:
            return await run_in_threadpool(
                cases.presences.post_board,
                by,
                disclosure,
                from_on=from_on,
                data=data,
                filename=filename,
            )

    @router.post("/{presence}/removal/photo", status_code=201)
    async def take_board_down(
        presence: str,
        request: Request,
        by: Annotated[str, actor],
        filename: str,
        last_on: date,
    ) -> Presence:
        async with uploads.received(request) as data:
            return await run_in_threadpool(
                cases.presences.take_board_down,
                by,
                presence,
                last_on=last_on,
                data=data,
                filename=filename,
            )

    @router.post("/{presence}/correction", status_code=201)
    def correct(
        presence: str, form: PresenceForm, by: Annotated[str, actor]
    ) -> Presence:
        return cases.presences.correct(by, presence, form)

    @router.post("/{presence}/strike", status_code=201)
    def strike(presence: str, form: ReasonForm, by: Annotated[str, actor]) -> Presence:
        return cases.presences.strike(by, presence, reason=form.reason)

    @router.get("/photos/{sha256}", response_class=Response)
    def photo(sha256: str, by: Annotated[str, actor]) -> Response:
        headers = {
            "cache-control": "private, max-age=86400, immutable",
            "content-security-policy": "default-src 'none'; sandbox",
            "x-content-type-options": "nosniff",
        }
        data = cases.photos.show(by, sha256)
        return Response(data, media_type="image/webp", headers=headers)

    return router
