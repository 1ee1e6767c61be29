"""Answer staff about versions on the desk: make, edit, import, submit, decide."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from publishing.desk.content import NewDraft
from publishing.desk.secrecy import Conclusion
from publishing.desk.views import DraftLine, DraftView
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import (
    EditForm,
    ReturnForm,
    SignForm,
    SubmitForm,
)
from publishing.staff_api.pictures import picture_answer
from publishing.staff_api.uploads import Uploads
from publishing.tables.disclosures import DraftState


def draft_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of drafters."""
    router = APIRouter(prefix="/drafts", tags=["drafts"])
    actor, uploads = Depends(access.staff_id), Uploads()

    @router.get("")
    def listing(
        by: Annotated[str, actor], state: DraftState | None = None
    ) -> tuple[DraftLine, ...]:
        return cases.looking.drafts(by, state=state)

    @router.post("", status_code=201)
    def create(form: NewDraft, by: Annotated[str, actor]) -> DraftView:
        return cases.drafting.create(by, form)

    @router.get("/{draft}")
    def show(draft: str, by: Annotated[str, actor]) -> DraftView:
        return cases.looking.draft(by, draft)

    @router.put("/{draft}")
    def edit(draft: str, form: EditForm, by: Annotated[str, actor]) -> DraftView:
        return cases.drafting.edit(by, draft, form.form, edition=form.edition)

    @router.post("/{draft}/import")
    async def take_in(
        draft: str,
        request: Request,
        by: Annotated[str, actor],
        filename: str,
        edition: int,
    ) -> DraftView:
        await run_in_threadpool(cases.importing.may_import, by, draft, edition=edition)
        async with uploads.received(request) as data:
            return await run_in_threadpool(
                cases.importing.import_file,
                by,
                draft,
                data=data,
                filename=filename,
                edition=edition,
            )

    @router.post("/{draft}/submit")
    def submit(draft: str, form: SubmitForm, by: Annotated[str, actor]) -> DraftView:
        return cases.submitting.submit(
            by, draft, edition=form.edition, for_village=form.for_village
        )

    @router.get("/{draft}/pages/{sha256}", response_class=Response)
    def page(draft: str, sha256: str, by: Annotated[str, actor]) -> Response:
        return picture_answer(cases.looking.page(by, draft, sha256))

    return router


def decision_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of reviewers, secrecy reviewers and approvers."""
    router = APIRouter(prefix="/drafts", tags=["decisions"])
    actor, deciding = Depends(access.staff_id), cases.deciding

    @router.post("/{draft}/review")
    def review(draft: str, form: SignForm, by: Annotated[str, actor]) -> DraftView:
        seen, word = form.manifest_sha256, form.word()
        return deciding.review(by, draft, manifest_sha256=seen, word=word, own=form.own)

    @router.post("/{draft}/approve")
    def approve(draft: str, form: SignForm, by: Annotated[str, actor]) -> DraftView:
        seen, word = form.manifest_sha256, form.word()
        return deciding.approve(
            by, draft, manifest_sha256=seen, word=word, own=form.own
        )

    @router.post("/{draft}/secrecy")
    def conclude(draft: str, form: Conclusion, by: Annotated[str, actor]) -> DraftView:
        return cases.clearing.conclude(by, draft, form)

    @router.post("/{draft}/return")
    def send_back(draft: str, form: ReturnForm, by: Annotated[str, actor]) -> DraftView:
        return deciding.send_back(
            by, draft, manifest_sha256=form.manifest_sha256, reason=form.reason
        )

    return router
