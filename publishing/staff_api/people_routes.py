"""Answer administrators about accounts."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from publishing.services import UseCases
from publishing.staff.members import StaffView
from publishing.staff.tokens import OneTimeToken
from publishing.staff_api.access import Access
from publishing.staff_api.forms import InviteForm, OfficesForm, ReasonForm


def people_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of accounts and invitations."""
    router = APIRouter(prefix="/staff", tags=["staff"])
    accounts, actor = cases.accounts, Depends(access.staff_id)

    @router.get("")
    def listing(by: Annotated[str, actor]) -> tuple[StaffView, ...]:
        return accounts.listing(by)

    @router.post("", status_code=201)
    def invite(form: InviteForm, by: Annotated[str, actor]) -> dict[str, Any]:
        offices = [office.held() for office in form.offices]
        token = accounts.invite(by, login=form.login, name=form.name, offices=offices)
        return token_json(token)

    @router.post("/{staff}/reset")
    def reset(staff: str, by: Annotated[str, actor]) -> dict[str, Any]:
        return token_json(accounts.reset(by, staff))

    @router.post("/{staff}/lock", status_code=204)
    def lock(staff: str, form: ReasonForm, by: Annotated[str, actor]) -> None:
        accounts.lock(by, staff, reason=form.reason)

    @router.post("/{staff}/unlock", status_code=204)
    def unlock(staff: str, by: Annotated[str, actor]) -> None:
        accounts.unlock(by, staff)

    @router.post("/{staff}/leave", status_code=204)
    def leave(staff: str, by: Annotated[str, actor]) -> None:
        accounts.leave(by, staff)

    @router.put("/{staff}/offices", status_code=204)
    def offices(staff: str, form: OfficesForm, by: Annotated[str, actor]) -> None:
        held = [office.held() for office in form.offices]
        accounts.set_offices(by, staff, offices=held)

    return router


def token_json(token: OneTimeToken) -> dict[str, Any]:
    """Return a token as it is told, once, to who hands it over."""
    return {
        "staff": token.staff_id,
        "login": token.login,
        "token": token.token,
        "purpose": token.purpose.value,
        "expires_at": token.expires_at,
    }
