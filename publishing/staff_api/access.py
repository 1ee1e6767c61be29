"""Find out who asks, and refuse writes from other sites' pages; decide no office."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response

from publishing.errors import NotSignedIn, OriginRefused
from publishing.oversight.looks import Looks
from publishing.staff.sessions import LONGEST, Sessions

COOKIE: Final = "__Host-mingbai"
"""The prefix makes browsers refuse it without Secure, or with a domain."""

_READS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Access:
    """Be the dependencies that stand before every route."""

    sessions: Sessions
    looks: Looks

    def staff_id(self, request: Request) -> str:
        """Return who is signed in; what an inspector asks for is noted first (REQ-70).

        Raises:
            NotSignedIn: Nobody is.
        """
        person = self.sessions.find(token_of(request))
        if person.only_looks:
            self.looks.note(person.id, request.url.path, dict(request.query_params))
        return person.id

    def same_origin(self, request: Request) -> None:
        """Return only if a write comes from a page of this very host.

        Programs that drive the desk send the header as browsers do.

        Raises:
            OriginRefused: It comes from elsewhere, or does not say.
        """
        if request.method in _READS:
            return
        origin = urlsplit(request.headers.get("origin", ""))
        if not origin.netloc or origin.netloc != request.headers.get("host"):
            raise OriginRefused


def token_of(request: Request) -> str:
    """Return the session token that the browser sent.

    Raises:
        NotSignedIn: It sent none.
    """
    token = request.cookies.get(COOKIE, "")
    if not token:
        raise NotSignedIn
    return token


def give_cookie(response: Response, token: str) -> None:
    """Give the browser its session; no script can read it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="strict",
    )


def take_cookie(response: Response) -> None:
    """Take the session from the browser."""
    response.delete_cookie(
        COOKIE, path="/", secure=True, httponly=True, samesite="strict"
    )
