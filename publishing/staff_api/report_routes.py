"""Answer staff about monthly reports: list them, make one so far, give out files."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from publishing.monthly.reports import ReportLine
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.certificate_routes import saved


def report_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of monthly reports."""
    router = APIRouter(prefix="/reports", tags=["reports"])
    actor, reports = Depends(access.staff_id), cases.monthly_reports

    @router.get("")
    def listing(by: Annotated[str, actor]) -> tuple[ReportLine, ...]:
        return reports.listing(by)

    @router.post("", status_code=201)
    def make_so_far(by: Annotated[str, actor]) -> ReportLine:
        return reports.make_so_far(by)

    @router.get("/{report}/sheet", response_class=Response)
    def sheet(report: str, by: Annotated[str, actor]) -> Response:
        return saved(reports.sheet(by, report), "application/pdf")

    @router.get("/{report}/bundle", response_class=Response)
    def bundle(report: str, by: Annotated[str, actor]) -> Response:
        return saved(reports.bundle(by, report), "application/json")

    return router
