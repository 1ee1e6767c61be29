"""Register the staff's pages, each behind the session check; it holds no page.

Whoever is not signed in is sent to the sign-in page before anything of a page is
made. What goes wrong while a page is made ends in a page that says so.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from nicegui import context, ui
from nicegui.client import ClientConnectionTimeout

from publishing.admin.around import NOTHING, Around, Look
from publishing.admin.frame import frame
from publishing.admin.live import SIGN_IN, House, Live, off_loop
from publishing.admin.parts import empty
from publishing.admin.theme import dress
from publishing.errors import NotSignedIn, PublishingError
from publishing.staff.offices import Person

Build: TypeAlias = Callable[[Live], Awaitable[None]]
_log = logging.getLogger(__name__)
_MOST_WAIT_S = 30.0
"""A busy centre is waited for; the library's 3 s would end in its English page."""


class Site:
    """Give every page its frame, its person and its session check."""

    def __init__(self, *, house: House, cookie: str, look: Look) -> None:
        self.house = house
        self._cookie = cookie
        self._look = look

    def add(self, path: str, build: Build, *, title: str, section: str) -> None:
        """Serve a page to whoever is signed in."""

        async def show(request: Request) -> Response | None:
            token = request.cookies.get(self._cookie, "")
            try:
                person = await off_loop(lambda: self.house.sessions.find(token))
            except NotSignedIn:
                return RedirectResponse(_sign_in(request), status_code=303)
            if person.only_looks and path == "/":
                below = request.scope.get("root_path", "")
                return RedirectResponse(f"{below}/inspect", status_code=303)
            if person.only_looks:
                await off_loop(lambda: self._note(request, person))
            live = self._live(request, token, person)
            await self._made(live, build, title=title, section=section)
            return None

        named = f"{title} · 明白"
        ui.page(path, title=named, response_timeout=_MOST_WAIT_S)(show)

    def _note(self, request: Request, person: Person) -> None:
        """Note an inspector's look before anything of the page is made (REQ-70)."""
        asked = dict(request.query_params)
        self.house.looks.note(person.id, request.url.path, asked)

    def _live(self, request: Request, token: str, person: Person) -> Live:
        dress(request.scope.get("root_path", ""))
        live = Live(
            house=self.house,
            token=token,
            person=person,
            client=context.client,
            path=dict(request.path_params),
            query=dict(request.query_params),
        )
        live.stay_only_while_signed_in()
        return live

    async def _made(
        self, live: Live, build: Build, *, title: str, section: str
    ) -> None:
        around = NOTHING
        try:
            around = await live.ask(self._look)
            with frame(live, section=section, around=around):
                await build(live)
        except PublishingError as refusal:
            _instead(live, str(refusal), section=section, around=around)
        except ClientConnectionTimeout:
            # Nobody looks: the framework puts the page away.
            raise
        except Exception:  # noqa: BLE001 - the top of a page
            _log.exception("page failed: %s, staff %s", title, live.person.id)
            words = (
                "这一页打不开，没有改动任何东西。请刷新；还不行，请找管理员看运行记录。"
            )
            _instead(live, words, section=section, around=around)
        live.begin()


def _instead(live: Live, words: str, *, section: str, around: Around) -> None:
    """Show what went wrong in place of the page."""
    context.client.content.clear()
    with frame(live, section=section, around=around):
        empty(words, act="回总览", target="/", icon_name="error")


def _sign_in(request: Request) -> str:
    """Return the way to the sign-in page and back to this one afterwards."""
    root = str(request.scope.get("root_path", ""))
    path = request.url.path.removeprefix(root)
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{root}{SIGN_IN}?next={quote(path + query, safe='/')}"
