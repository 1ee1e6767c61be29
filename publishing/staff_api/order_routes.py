"""Take emergency notices and stops over HTTP; what may be ordered is decided below."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from publishing.overriding.rules import AlertForm, StopForm
from publishing.overriding.views import OrderView
from publishing.services import UseCases
from publishing.signing.own_word import OwnWord
from publishing.staff_api.access import Access
from publishing.staff_api.forms import ReasonForm


class AloneForm(BaseModel):
    """Be a notice that one person issues alone, with why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    alert: AlertForm
    reason: str = Field(max_length=2_000)
    own: OwnWord | None = None


class EndForm(BaseModel):
    """Be why an order ends before its time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str = Field(max_length=2_000)
    own: OwnWord | None = None


class ConfirmEndForm(BaseModel):
    """Be what the signature of who confirms an end needs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    own: OwnWord | None = None


class SeenForm(BaseModel):
    """Name by its digest the order that was seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str = Field(max_length=64)
    own: OwnWord | None = None


class ReviewForm(BaseModel):
    """Say whether issuing a notice alone was right."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    justified: bool
    words: str = Field(max_length=2_000)


def override_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of emergency notices."""
    router = APIRouter(prefix="/overrides", tags=["overrides"])
    overrides, actor = cases.overrides, Depends(access.staff_id)

    @router.get("")
    def listing(by: Annotated[str, actor]) -> Sequence[OrderView]:
        return overrides.listing(by)

    @router.post("", status_code=201)
    def propose(form: AlertForm, by: Annotated[str, actor]) -> OrderView:
        return overrides.propose(by, form)

    @router.post("/alone", status_code=201)
    def alone(form: AloneForm, by: Annotated[str, actor]) -> OrderView:
        return overrides.issue_alone(by, form.alert, reason=form.reason, own=form.own)

    @router.post("/{order}/countersign")
    def countersign(order: str, form: SeenForm, by: Annotated[str, actor]) -> OrderView:
        return overrides.countersign(by, order, sha256=form.sha256, own=form.own)

    @router.post("/{order}/decline")
    def decline(order: str, form: ReasonForm, by: Annotated[str, actor]) -> OrderView:
        return overrides.decline(by, order, reason=form.reason)

    @router.post("/{order}/end")
    def end(order: str, form: EndForm, by: Annotated[str, actor]) -> OrderView:
        return overrides.end(by, order, reason=form.reason, own=form.own)

    _add_sealed(router, cases, access)
    return router


def _add_sealed(router: APIRouter, cases: UseCases, access: Access) -> None:
    sealed, actor = cases.sealed_reasons, Depends(access.staff_id)

    @router.post("/{order}/open")
    def open_seal(order: str, by: Annotated[str, actor]) -> dict[str, str]:
        return {"reason": sealed.open(by, order)}

    @router.post("/{order}/review")
    def review(order: str, form: ReviewForm, by: Annotated[str, actor]) -> OrderView:
        return sealed.review(by, order, justified=form.justified, words=form.words)


def stop_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of orders to the default page."""
    router = APIRouter(prefix="/stops", tags=["stops"])
    stops, actor = cases.stops, Depends(access.staff_id)

    @router.get("")
    def listing(by: Annotated[str, actor]) -> Sequence[OrderView]:
        return stops.listing(by)

    @router.post("", status_code=201)
    def propose(form: StopForm, by: Annotated[str, actor]) -> OrderView:
        return stops.propose(by, form)

    @router.post("/{order}/countersign")
    def countersign(order: str, form: SeenForm, by: Annotated[str, actor]) -> OrderView:
        return stops.countersign(by, order, sha256=form.sha256, own=form.own)

    @router.post("/{order}/decline")
    def decline(order: str, form: ReasonForm, by: Annotated[str, actor]) -> OrderView:
        return stops.decline(by, order, reason=form.reason)

    @router.post("/{order}/ask-end")
    def ask_end(order: str, form: ReasonForm, by: Annotated[str, actor]) -> OrderView:
        return stops.ask_end(by, order, reason=form.reason)

    @router.post("/{order}/confirm-end")
    def confirm_end(
        order: str, by: Annotated[str, actor], form: ConfirmEndForm | None = None
    ) -> OrderView:
        return stops.confirm_end(by, order, own=form.own if form else None)

    return router
