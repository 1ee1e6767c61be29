"""Sign staff in and out, and let them set passwords; no office is asked for here."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from publishing.errors import NotSignedIn
from publishing.services import UseCases
from publishing.staff.offices import Person
from publishing.staff_api.access import Access, give_cookie, take_cookie, token_of
from publishing.staff_api.forms import PasswordForm, SignInForm


def session_router(cases: UseCases, access: Access) -> APIRouter:
    """Return the routes of sessions, of oneself and of one-time tokens."""
    router = APIRouter(tags=["session"])

    @router.post("/session")
    def sign_in(form: SignInForm, response: Response) -> dict[str, Any]:
        opened = cases.sessions.sign_in(form.login, form.password)
        give_cookie(response, opened.token)
        told = {"expires_at": opened.expires_at}
        return person_json(opened.person) | told

    @router.delete("/session", status_code=204)
    def sign_out(request: Request, response: Response) -> None:
        try:
            cases.sessions.sign_out(token_of(request))
        except NotSignedIn:
            # Signing out twice is no mistake: the cookie goes in any case.
            response.headers["x-mingbai-session"] = "none"
        take_cookie(response)

    @router.get("/me")
    def me(by: Annotated[str, Depends(access.staff_id)]) -> dict[str, Any]:
        return cases.acting.look(by, "me", lambda _, person: person_json(person))

    @router.post("/invitations/accept")
    def accept(form: PasswordForm) -> dict[str, str]:
        return {"login": cases.joining.set_password(form.token, form.password)}

    return router


def person_json(person: Person) -> dict[str, Any]:
    """Return who is signed in, with their offices in order."""
    held = sorted((held.unit, held.office.value) for held in person.offices)
    return {
        "id": person.id,
        "name": person.name,
        "offices": [{"unit": unit, "office": office} for unit, office in held],
    }
