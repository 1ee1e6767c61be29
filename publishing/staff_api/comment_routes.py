"""Answer staff about comments on versions; what they say is never published."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from publishing.desk.commenting import Comment, Remarks
from publishing.services import UseCases
from publishing.staff_api.access import Access
from publishing.staff_api.forms import CommentForm

Number = Annotated[int, Path(ge=1, lt=2**31)]


def comment_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of comments."""
    router = APIRouter(tags=["comments"])
    actor, commenting = Depends(access.staff_id), cases.commenting

    @router.get("/drafts/{draft}/remarks")
    def remarks(draft: str, by: Annotated[str, actor]) -> Remarks:
        return commenting.remarks(by, draft)

    @router.post("/drafts/{draft}/comments", status_code=201)
    def comment(draft: str, form: CommentForm, by: Annotated[str, actor]) -> Comment:
        return commenting.comment(by, draft, text=form.text, block=form.block)

    @router.post("/comments/{comment}/settle")
    def settle(comment: Number, by: Annotated[str, actor]) -> Comment:
        return commenting.settle(by, comment)

    @router.post("/comments/{comment}/reopen")
    def reopen(comment: Number, by: Annotated[str, actor]) -> Comment:
        return commenting.reopen(by, comment)

    return router
