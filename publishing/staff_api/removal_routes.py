"""Take removals of what names a person over HTTP; decide nothing."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from programme.programme import WithdrawalCause
from publishing.catalogue.naming import NamingLine
from publishing.removing.finding import Hit
from publishing.removing.places import NamedPlace
from publishing.removing.removals import Ticked
from publishing.removing.replies import ReplyHit, TickedReply
from publishing.removing.views import RemovalView
from publishing.services import UseCases
from publishing.signing.own_word import OwnWord
from publishing.staff_api.access import Access
from publishing.staff_api.forms import ReasonForm


class SoughtForm(BaseModel):
    """Be who is sought; it stands in a body, for addresses are logged."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sought: str = Field(max_length=200)


class ConfirmForm(SoughtForm):
    """Be who is sought, and what the signature needs."""

    own: OwnWord | None = None


class TickedForm(BaseModel):
    """Be one disclosure that was ticked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    disclosure: str
    manifest: str


class TickedReplyForm(BaseModel):
    """Be one reply on the echo wall that was ticked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: str
    sha256: str


class RemovalForm(SoughtForm):
    """Be what is to come down, and why."""

    ticked: tuple[TickedForm, ...] = Field(max_length=500)
    replies: tuple[TickedReplyForm, ...] = Field(default=(), max_length=500)
    cause: WithdrawalCause
    reason: str = Field(max_length=2_000)


def removal_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of removals."""
    router = APIRouter(prefix="/removals", tags=["removals"])
    removals, actor = cases.person_removals, Depends(access.staff_id)
    _add_searches(router, cases, access)

    @router.get("")
    def listing(by: Annotated[str, actor]) -> Sequence[RemovalView]:
        return removals.listing(by)

    @router.post("", status_code=201)
    def propose(form: RemovalForm, by: Annotated[str, actor]) -> RemovalView:
        ticked = [
            Ticked(disclosure=one.disclosure, manifest=one.manifest)
            for one in form.ticked
        ]
        seen = [
            TickedReply(number=one.number, sha256=one.sha256) for one in form.replies
        ]
        return removals.propose(
            by,
            form.sought,
            ticked=ticked,
            replies=seen,
            cause=form.cause,
            reason=form.reason,
        )

    @router.post("/{removal}/confirm")
    def confirm(
        removal: str, form: ConfirmForm, by: Annotated[str, actor]
    ) -> RemovalView:
        return removals.confirm(by, removal, form.sought, own=form.own)

    @router.post("/{removal}/decline")
    def decline(
        removal: str, form: ReasonForm, by: Annotated[str, actor]
    ) -> RemovalView:
        return removals.decline(by, removal, reason=form.reason)

    return router


def _add_searches(router: APIRouter, cases: UseCases, access: Access) -> None:
    """Add the routes by which a person is sought in each place."""
    removals, actor = cases.person_removals, Depends(access.staff_id)

    @router.post("/seek")
    def seek(form: SoughtForm, by: Annotated[str, actor]) -> Sequence[Hit]:
        return removals.seek(by, form.sought)

    @router.post("/lines")
    def lines(form: SoughtForm, by: Annotated[str, actor]) -> Sequence[NamingLine]:
        return removals.lines(by, form.sought)

    @router.post("/replies")
    def replies(form: SoughtForm, by: Annotated[str, actor]) -> Sequence[ReplyHit]:
        return removals.replies(by, form.sought)

    @router.post("/places")
    def places(form: SoughtForm, by: Annotated[str, actor]) -> Sequence[NamedPlace]:
        return cases.named_places.seek(by, form.sought)
