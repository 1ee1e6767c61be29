"""Answer clerks about their keys and the forms that leaders signed on paper (REQ-12).

The scan itself comes in with the papers of the version.
"""

from typing import Annotated

from fastapi import APIRouter, Depends

from publishing.desk.attested_rows import PaperSignature
from publishing.services import UseCases
from publishing.staff.keys import KeyView
from publishing.staff_api.access import Access
from publishing.staff_api.forms import AttestForm, KeyForm, OnPaperForm


def key_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of one's own key; nothing of its private part is told."""
    router = APIRouter(prefix="/key", tags=["keys"])
    keys, actor = cases.keys, Depends(access.staff_id)

    @router.get("")
    def mine(by: Annotated[str, actor]) -> KeyView | None:
        return keys.mine(by)

    @router.post("", status_code=201)
    def make(form: KeyForm, by: Annotated[str, actor]) -> KeyView:
        return keys.make(by, passphrase=form.passphrase)

    return router


def signed_form_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of signed forms."""
    router = APIRouter(tags=["signed forms"])
    attesting, actor = cases.attesting, Depends(access.staff_id)

    @router.get("/drafts/{draft}/signed-forms")
    def listing(draft: str, by: Annotated[str, actor]) -> tuple[PaperSignature, ...]:
        return attesting.listing(by, draft)

    @router.get("/drafts/{draft}/signed-forms/deciders")
    def deciders(draft: str, by: Annotated[str, actor]) -> dict[str, str]:
        return attesting.deciders(by, draft)

    @router.post("/drafts/{draft}/signed-forms", status_code=201)
    def enter(
        draft: str, form: OnPaperForm, by: Annotated[str, actor]
    ) -> PaperSignature:
        return attesting.enter(
            by, draft, form.told(), manifest_sha256=form.manifest_sha256
        )

    @router.post("/signed-forms/{form_id}/attest")
    def attest(
        form_id: str, form: AttestForm, by: Annotated[str, actor]
    ) -> PaperSignature:
        return attesting.attest(
            by, form_id, scan_sha256=form.scan_sha256, passphrase=form.passphrase
        )

    return router
