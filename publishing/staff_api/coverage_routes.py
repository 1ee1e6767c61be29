"""Answer staff how days went, why some fell short, and take what they know of it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends

from programme.boards import Board
from publishing.coverage.causing import CauseForm, CauseView
from publishing.desk.views import DraftView
from publishing.inspection.coverage_rows import CoverageTable
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import ReasonForm, RulingForm


def coverage_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of coverage."""
    router = APIRouter(prefix="/coverage", tags=["coverage"])
    actor = Depends(access.staff_id)

    @router.get("")
    def table(
        by: Annotated[str, actor],
        unit: str = "",
        board: Board | None = None,
        group: str = "",
    ) -> CoverageTable:
        return cases.coverage_board.table(by, unit=unit, board=board, group=group)

    @router.get("/causes")
    def causes(by: Annotated[str, actor]) -> tuple[CauseView, ...]:
        return cases.short_causes.listing(by)

    @router.post("/causes", status_code=201)
    def record(form: CauseForm, by: Annotated[str, actor]) -> CauseView:
        return cases.short_causes.record(by, form)

    @router.post("/causes/{cause}/strike", status_code=204)
    def strike(cause: int, by: Annotated[str, actor]) -> None:
        cases.short_causes.strike(by, cause)

    @router.post("/of/{disclosure}/days/{day}", status_code=204)
    def rule(
        disclosure: str, day: date, form: RulingForm, by: Annotated[str, actor]
    ) -> None:
        cases.day_rulings.rule(
            by, disclosure, day, counts=form.counts, reason=form.reason
        )

    @router.post("/of/{disclosure}/supplement", status_code=201)
    def supplement(disclosure: str, by: Annotated[str, actor]) -> DraftView:
        return cases.supplements.begin(by, disclosure)

    @router.post("/of/{disclosure}/decline", status_code=204)
    def decline(disclosure: str, form: ReasonForm, by: Annotated[str, actor]) -> None:
        cases.declining.decline(by, disclosure, reason=form.reason)

    return router
