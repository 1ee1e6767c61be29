"""Answer administrators about the county's own days; the calendar page shows them."""

from typing import Annotated

from fastapi import APIRouter, Depends

from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import CountyDayForm, ReasonForm


def calendar_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of the county's own days."""
    router = APIRouter(prefix="/calendar/days", tags=["calendar"])
    days, actor = cases.county_days, Depends(access.staff_id)

    @router.post("", status_code=201)
    def order(form: CountyDayForm, by: Annotated[str, actor]) -> dict[str, str]:
        made = days.order(by, day=form.day, kind=form.kind, reason=form.reason)
        return {"id": made}

    @router.post("/{order}/revoke", status_code=204)
    def revoke(order: str, form: ReasonForm, by: Annotated[str, actor]) -> None:
        days.revoke(by, order, reason=form.reason)

    return router
