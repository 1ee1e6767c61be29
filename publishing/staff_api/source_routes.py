"""Answer staff about a version's file, its pages, and the words of its scans."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from publishing.desk.sources import SourceView
from publishing.desk.views import DraftView
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import WordsForm
from publishing.staff_api.pictures import NOT_KEPT, picture_answer


def source_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of who compares a version with its file (REQ-16)."""
    router = APIRouter(prefix="/drafts", tags=["drafts"])
    actor = Depends(access.staff_id)

    @router.post("/{draft}/words")
    def words(draft: str, form: WordsForm, by: Annotated[str, actor]) -> DraftView:
        return cases.reading_scans.confirm(
            by, draft, image=form.image, words=form.words, edition=form.edition
        )

    @router.get("/{draft}/source")
    def source(draft: str, by: Annotated[str, actor]) -> SourceView:
        return cases.sources.reading(by, draft)

    @router.get("/{draft}/source/pages/{number}", response_class=Response)
    def source_page(draft: str, number: int, by: Annotated[str, actor]) -> Response:
        return picture_answer(cases.sources.page(by, draft, number), kept=NOT_KEPT)

    @router.get("/{draft}/pictures/{sha256}", response_class=Response)
    def picture(draft: str, sha256: str, by: Annotated[str, actor]) -> Response:
        return picture_answer(cases.looking.picture(by, draft, sha256))

    return router
