"""Answer staff about what is filed and not shown: propose, check, decide, list."""

from datetime import date
from enum import StrEnum
from typing import Annotated, assert_never

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from publishing.errors import Refused
from publishing.filing.rules import Proposal
from publishing.filing.views import FilingView
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import EditionForm, Form
from publishing.staff_api.uploads import Uploads


class FilingAct(StrEnum):
    """Name what the office may decide over a filing."""

    ACCEPT = "accept"
    DECLINE = "decline"
    PUT_OFF = "put_off"
    REOPEN = "reopen"


class ProposeForm(EditionForm):
    """Be a proposal, with the edition that the drafter saw."""

    proposal: Proposal


class DecideForm(Form):
    """Be what the office decides over a filing."""

    act: FilingAct
    reason: str = ""
    review_on: date | None = None


def filing_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of filings."""
    router = APIRouter(tags=["filings"])
    actor, uploads, filings = Depends(access.staff_id), Uploads(), cases.filings

    @router.get("/filings")
    def register(by: Annotated[str, actor], words: str = "") -> tuple[FilingView, ...]:
        return filings.register(by, words=words)

    @router.post("/drafts/{draft}/filing", status_code=201)
    def propose(draft: str, form: ProposeForm, by: Annotated[str, actor]) -> FilingView:
        return filings.propose(by, draft, form.proposal, edition=form.edition)

    @router.post("/drafts/{draft}/reply/import", status_code=204)
    async def attach(
        draft: str,
        request: Request,
        by: Annotated[str, actor],
        filename: str,
        edition: int,
    ) -> Response:
        await run_in_threadpool(cases.importing.may_import, by, draft, edition=edition)
        async with uploads.received(request) as data:
            await run_in_threadpool(
                filings.attach_reply,
                by,
                draft,
                data=data,
                filename=filename,
                edition=edition,
            )
        return Response(status_code=204)

    @router.post("/filings/{filing}/check")
    def check(filing: int, by: Annotated[str, actor]) -> FilingView:
        return cases.filing_office.check(by, filing)

    @router.post("/filings/{filing}/decide")
    def decide(filing: int, form: DecideForm, by: Annotated[str, actor]) -> FilingView:
        return _decided(cases, by, filing, form)

    return router


def _decided(cases: UseCases, by: str, filing: int, form: DecideForm) -> FilingView:
    """Do what the office decided.

    Raises:
        Refused: It is put off, and no day is named.
    """
    filings = cases.filing_office
    match form.act:
        case FilingAct.ACCEPT:
            return filings.accept(by, filing)
        case FilingAct.DECLINE:
            return filings.decline(by, filing, reason=form.reason)
        case FilingAct.REOPEN:
            return filings.reopen(by, filing, reason=form.reason)
        case FilingAct.PUT_OFF:
            if form.review_on is None:
                raise Refused("请写哪天再看。", code="review_day")
            return filings.put_off(
                by, filing, review_on=form.review_on, reason=form.reason
            )
        case _:
            assert_never(form.act)
