"""Answer staff who move windows: what hangs, and the days of a draft."""

from typing import Annotated

from fastapi import APIRouter, Depends

from publishing.desk.lengthening import Lengthened
from publishing.desk.views import DraftView
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import LongerForm, TimesForm, WindowForm


def window_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes that move windows."""
    router = APIRouter(tags=["windows"])
    actor = Depends(access.staff_id)

    @router.post("/disclosures/{disclosure}/end")
    def lengthen(
        disclosure: str, form: LongerForm, by: Annotated[str, actor]
    ) -> Lengthened:
        return cases.lengthening.lengthen(
            by, disclosure, form.wanted, reason=form.reason, edition=form.edition
        )

    @router.post("/disclosures/{disclosure}/times")
    def retime(
        disclosure: str, form: TimesForm, by: Annotated[str, actor]
    ) -> DraftView:
        return cases.retiming.change(
            by, disclosure, form.wanted, reason=form.reason, edition=form.edition
        )

    @router.put("/drafts/{draft}/window")
    def reschedule(
        draft: str, form: WindowForm, by: Annotated[str, actor]
    ) -> DraftView:
        return cases.rescheduling.change(by, draft, form.wanted, edition=form.edition)

    return router
