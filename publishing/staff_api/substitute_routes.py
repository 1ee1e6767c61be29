"""Answer staff about who stands in for whom (REQ-12)."""

from typing import Annotated

from fastapi import APIRouter, Depends

from publishing.services import UseCases
from publishing.staff.substitutes import SubstituteView
from publishing.staff_api.access import Access
from publishing.staff_api.forms import SubstituteForm


def substitute_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of substitutes."""
    router = APIRouter(prefix="/substitutes", tags=["substitutes"])
    substitutes, actor = cases.substitutes, Depends(access.staff_id)

    @router.get("")
    def listing(by: Annotated[str, actor]) -> tuple[SubstituteView, ...]:
        return substitutes.listing(by)

    @router.get("/candidates")
    def candidates(by: Annotated[str, actor]) -> dict[str, str]:
        return substitutes.candidates(by)

    @router.post("", status_code=201)
    def name(form: SubstituteForm, by: Annotated[str, actor]) -> SubstituteView:
        return substitutes.name(
            by,
            absent=form.absent,
            substitute=form.substitute,
            held=form.held(),
            first_on=form.first_on,
            last_on=form.last_on,
        )

    @router.delete("/{substitute}", status_code=204)
    def end(substitute: str, by: Annotated[str, actor]) -> None:
        substitutes.end(by, substitute)

    return router
