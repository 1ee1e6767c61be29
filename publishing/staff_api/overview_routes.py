"""Answer staff about what is published, what waits for them and what was done."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from publishing.desk.looking import ToDo
from publishing.desk.published import DisclosureLine, EntryLine
from publishing.desk.secrecy import Conclusion
from publishing.desk.views import DraftView
from publishing.desk.withdrawals import WithdrawalView
from publishing.inspection.pages import JournalLine
from publishing.oversight.journal import JournalVerdict
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import ConfirmForm, ReasonForm, WithdrawForm

Lines = Annotated[int, Query(ge=1, le=500)]


def overview_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes that only show."""
    router = APIRouter(tags=["overview"])
    actor = Depends(access.staff_id)

    @router.get("/todo")
    def to_do(by: Annotated[str, actor]) -> ToDo:
        return cases.looking.to_do(by)

    @router.get("/disclosures")
    def disclosures(
        by: Annotated[str, actor], limit: Lines = 200
    ) -> tuple[DisclosureLine, ...]:
        return cases.published.disclosures(by, limit=limit)

    @router.get("/schedule")
    def schedule(
        by: Annotated[str, actor], group: str | None = None, limit: Lines = 200
    ) -> tuple[EntryLine, ...]:
        return cases.published.schedule(by, group=group, limit=limit)

    @router.get("/journal")
    def journal(
        by: Annotated[str, actor],
        before: Annotated[int, Query(ge=0, lt=2**53)] | None = None,
        subject: str = "",
        limit: Lines = 100,
    ) -> tuple[JournalLine, ...]:
        return cases.journal.page(by, before=before, subject=subject, limit=limit)

    @router.get("/journal/verdict")
    def verdict(by: Annotated[str, actor]) -> JournalVerdict:
        return cases.journal.check(by)

    return router


def disclosure_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes that change or take down what is published."""
    router = APIRouter(tags=["disclosures"])
    actor, withdrawing = Depends(access.staff_id), cases.withdrawing

    @router.post("/disclosures/{disclosure}/change", status_code=201)
    def change(disclosure: str, by: Annotated[str, actor]) -> DraftView:
        return cases.changing.change(by, disclosure)

    @router.post("/disclosures/{disclosure}/withdrawals", status_code=201)
    def request(
        disclosure: str, form: WithdrawForm, by: Annotated[str, actor]
    ) -> WithdrawalView:
        return withdrawing.request(
            by,
            disclosure,
            manifest_sha256=form.manifest_sha256,
            cause=form.cause,
            explanation=form.explanation,
        )

    @router.post("/withdrawals/{withdrawal}/confirm")
    def confirm(
        withdrawal: str, form: ConfirmForm, by: Annotated[str, actor]
    ) -> WithdrawalView:
        return withdrawing.confirm(by, withdrawal, sha256=form.sha256, own=form.own)

    @router.post("/withdrawals/{withdrawal}/secrecy")
    def conclude(
        withdrawal: str, form: Conclusion, by: Annotated[str, actor]
    ) -> WithdrawalView:
        return cases.notice_clearing.conclude(by, withdrawal, form)

    @router.post("/withdrawals/{withdrawal}/decline")
    def decline(
        withdrawal: str, form: ReasonForm, by: Annotated[str, actor]
    ) -> WithdrawalView:
        return withdrawing.decline(by, withdrawal, reason=form.reason)

    return router
