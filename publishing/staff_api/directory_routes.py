"""Answer staff about service items and the directory."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from directory.model import ServiceItem
from publishing.catalogue.items import ServiceSheet, Taken
from publishing.services import UseCases
from publishing.staff_api.access import Access


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

    @router.post("/publish")
    def publish(by: Annotated[str, actor]) -> dict[str, Any]:
        directory = cases.directories.publish(by)
        return {
            "version": directory.version,
            "made_at": directory.made_at,
            "sha256": directory.digest(),
            "shards": len(directory.shards),
        }

    return router
