"""Answer staff about what was on a screen at an instant, with its pictures."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime
from starlette.responses import Response

from publishing.inspection.moment_views import MomentView
from publishing.services import UseCases
from publishing.staff_api.access import Access

Instant = Annotated[
    AwareDatetime,
    Query(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
]
_PRIVATE = {"Cache-Control": "private, no-store"}


def moment_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes that look back."""
    router = APIRouter(tags=["moments"])
    actor, moments = Depends(access.staff_id), cases.moments

    @router.get("/moments")
    def at(
        by: Annotated[str, actor],
        at: Instant,
        device: str = "",
        group: str = "",
    ) -> tuple[MomentView, ...]:
        return moments.at(by, at, device=device, group=group)

    @router.get("/moments/{device}/page")
    def page(device: str, by: Annotated[str, actor], at: Instant) -> Response:
        return _picture(moments.page(by, device, at))

    @router.get("/moments/{device}/photographs/{picture}")
    def photograph(device: str, picture: str, by: Annotated[str, actor]) -> Response:
        return _picture(moments.photograph(by, device, picture))

    return router


def _picture(data: bytes) -> Response:
    return Response(data, media_type="image/webp", headers=_PRIVATE)
