"""Answer staff about certificates: issue one, list them, give out their files."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Response

from publishing.certificates.certificates import CertificateFile, CertificateLine
from publishing.services import UseCases
from publishing.staff_api.access import Access


def certificate_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of certificates."""
    router = APIRouter(prefix="/certificates", tags=["certificates"])
    actor, certificates = Depends(access.staff_id), cases.certificates

    @router.post("/of/{disclosure}", status_code=201)
    def issue(disclosure: str, by: Annotated[str, actor]) -> CertificateLine:
        return certificates.issue(by, disclosure)

    @router.get("/of/{disclosure}")
    def listing(
        disclosure: str, by: Annotated[str, actor]
    ) -> tuple[CertificateLine, ...]:
        return certificates.listing(by, disclosure)

    @router.get("/{certificate}/bundle", response_class=Response)
    def bundle(certificate: int, by: Annotated[str, actor]) -> Response:
        found = certificates.bundle(by, certificate)
        return saved(found, "application/octet-stream")

    @router.get("/{certificate}/sheet", response_class=Response)
    def sheet(certificate: int, by: Annotated[str, actor]) -> Response:
        return saved(certificates.sheet(by, certificate), "application/pdf")

    return router


def saved(file: CertificateFile, media: str) -> Response:
    """Return a file to be saved; no browser runs anything in it."""
    headers = {
        "cache-control": "private, no-store",
        "content-disposition": f'attachment; filename="{quote(file.name)}"',
        "content-security-policy": "default-src 'none'; sandbox",
        "x-content-type-options": "nosniff",
    }
    return Response(file.data, media_type=media, headers=headers)
