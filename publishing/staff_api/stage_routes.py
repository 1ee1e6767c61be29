"""Answer drafters about the stages of a staged matter (REQ-9)."""

from typing import Annotated

from fastapi import APIRouter, Depends

from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import StageForm, StagesForm
from publishing.stages.staging import StageView


def stage_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of stages."""
    router = APIRouter(tags=["stages"])
    staging, actor = cases.staging, Depends(access.staff_id)

    @router.get("/disclosures/{disclosure}/stages")
    def show(disclosure: str, by: Annotated[str, actor]) -> tuple[StageView, ...]:
        return staging.show(by, disclosure)

    @router.put("/disclosures/{disclosure}/stages")
    def plan(
        disclosure: str, form: StagesForm, by: Annotated[str, actor]
    ) -> tuple[StageView, ...]:
        return staging.plan(by, disclosure, form.days())

    @router.put("/drafts/{draft}/stage")
    def assign(
        draft: str, form: StageForm, by: Annotated[str, actor]
    ) -> tuple[StageView, ...]:
        return staging.assign(by, draft, form.stage)

    return router
