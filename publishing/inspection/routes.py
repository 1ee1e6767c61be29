"""Answer over HTTP what hung where and what devices prove; change nothing (REQ-70)."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends

from publishing.inspection.matter import Matter, Matters
from publishing.inspection.showing import GroupNow, ShowingNow


def inspection_router(
    matters: Matters, showing: ShowingNow, staff_id: Callable[..., str]
) -> APIRouter:
    """Return the routes under /api/inspection.

    Args:
        matters: What is known of one disclosure.
        showing: What hangs where right now.
        staff_id: A dependency that names who is signed in, or refuses.
    """
    router = APIRouter(prefix="/api/inspection", tags=["inspection"])
    actor = Depends(staff_id)

    @router.get("/disclosures/{disclosure}")
    def matter(disclosure: str, by: Annotated[str, actor]) -> Matter:
        return matters.show(by, disclosure)

    @router.get("/groups")
    def groups(by: Annotated[str, actor]) -> tuple[GroupNow, ...]:
        return showing.groups(by)

    return router
