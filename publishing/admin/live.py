"""Be one live page of one signed-in person; no page content is here.

Every act checks the session in the centre's own table again (B20): a page that stays
open after its session has ended can do nothing more, and leaves for the sign-in page
by itself within seconds.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from nicegui import Client, run, ui
from pydantic import ValidationError

from programme.clock import Clock
from publishing.admin.dates import Calendar
from publishing.admin.faults import form_faults
from publishing.admin.parts import Handler, Text
from publishing.errors import NotSignedIn, PublishingError
from publishing.oversight.looks import Looks
from publishing.staff.offices import Person
from publishing.staff.sessions import Sessions

SIGN_IN = "/sign-in"
_SHOWN_WITHIN_S = 30.0
_log = logging.getLogger(__name__)

Say: TypeAlias = Callable[[str], None]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Be what every live page stands on."""

    sessions: Sessions
    looks: Looks
    clock: Clock
    zone: ZoneInfo
    watch_s: float = 3.0
    """How often an open page looks whether its session goes on."""


class Live:
    """Ask and act for the person whose page this is."""

    def __init__(
        self,
        *,
        house: House,
        token: str,
        person: Person,
        client: Client,
        path: Mapping[str, str],
        query: Mapping[str, str],
    ) -> None:
        self.house = house
        self.person = person
        self.path = path
        self.query = query
        self._token = token
        self._client = client
        self._banner: Text | None = None
        self._left = False
        self._begun = False
        self._waiting: list[tuple[float, Handler]] = []

    @property
    def client(self) -> Client:
        """Return the browser's page; what is drawn inside it outlives any part."""
        return self._client

    @property
    def root(self) -> str:
        """Return the path under which the pages are mounted."""
        return str(self._client.request.scope.get("root_path", ""))

    @property
    def address(self) -> str:
        """Return the pages' address as the person's browser reached it."""
        base = urlsplit(str(self._client.request.base_url))
        return f"{base.scheme}://{base.netloc}{self.root}"

    @property
    def calendar(self) -> Calendar:
        """Return the moment and the place at which the page is read."""
        return Calendar(now=self.house.clock.now(), zone=self.house.zone)

    async def ask(
        self, use_case: Callable[Concatenate[str, P], T], *args: P.args, **kw: P.kwargs
    ) -> T:
        """Call a use case as this person, off the event loop, session checked.

        Raises:
            NotSignedIn: The session is over.
            PublishingError: The use case refused.
        """

        def call() -> T:
            return use_case(self.house.sessions.find(self._token).id, *args, **kw)

        return await off_loop(call)

    async def shown(self) -> None:
        """Send the page as it is, and go on when the browser shows it.

        Raises:
            ClientConnectionTimeout: No browser came for it.
        """
        await self._client.connected(timeout=_SHOWN_WITHIN_S)

    async def glance(
        self, use_case: Callable[Concatenate[str, P], T], *args: P.args, **kw: P.kwargs
    ) -> T:
        """Call a use case for a page that refreshes itself.

        Nobody need be sitting there, so it is no sign of life: a page left open
        does not keep its session alive.

        Raises:
            NotSignedIn: The session is over.
            PublishingError: The use case refused.
        """

        def call() -> T:
            return use_case(self.house.sessions.peek(self._token).id, *args, **kw)

        return await off_loop(call)

    def handler(self, do: Handler, *, tell: Say | None = None) -> Handler:
        """Return an event handler that says what was refused, and why.

        A second press while the first is at work, or after it has led away from the
        page, does nothing: one press is one act.

        Args:
            do: The act.
            tell: Where to say it, if not at the head of the page.
        """
        busy = False

        async def handle() -> None:
            nonlocal busy
            if busy or self._left:
                return
            busy = True
            try:
                self.say("")
                await self._guarded(do, tell or self._refuse)
            finally:
                busy = False

        return handle

    def unasked(self, do: Handler) -> Handler:
        """Return what does something by itself and says only what was refused."""

        async def handle() -> None:
            await self._guarded(do, self._refuse)

        return handle

    def every(self, seconds: float, do: Handler) -> None:
        """Do something again and again while the page is open."""
        tick = self.unasked(do)
        if self._begun:
            ui.timer(seconds, tick, immediate=False)
        else:
            self._waiting.append((seconds, tick))

    def begin(self) -> None:
        """Start what is to be done again and again, now that the page is whole.

        A timer waits for the browser's connection, and a page that waits for it is
        sent at once: begun earlier, the page would come with pieces missing.
        """
        self._begun = True
        for seconds, tick in self._waiting:
            ui.timer(seconds, tick, immediate=False)

    def stay_only_while_signed_in(self) -> None:
        """Leave the page when its session ends, wherever it was ended."""

        async def look() -> None:
            await off_loop(lambda: self.house.sessions.peek(self._token))

        self.every(self.house.watch_s, look)

    def place_banner(self) -> None:
        """Put where the page says what came of an act."""
        self._banner = Text("", tag="p", classes="banner")
        self._banner.props["role"] = "status"

    def say(self, words: str, *, tone: str = "ok") -> None:
        """Say in plain words what came of an act; no words take it away."""
        if self._banner is None:
            return
        self._banner.classes(replace=f"banner {tone}" if words else "banner")
        self._banner.props["role"] = "alert" if tone == "bad" else "status"
        self._banner.set_text(words)

    def leave(self) -> None:
        """Go to the sign-in page; nothing of this page may be used any more."""
        self.go(SIGN_IN)

    def go(self, target: str) -> None:
        """Open another page; what is pressed here afterwards does nothing."""
        self._left = True
        with self._client:
            ui.navigate.to(target)

    def _refuse(self, words: str) -> None:
        self.say(words, tone="bad")

    async def _guarded(self, do: Handler, tell: Say) -> None:
        try:
            await do()
        except NotSignedIn:
            self.leave()
        except PublishingError as refusal:
            tell(str(refusal))
        except ValidationError as fault:
            tell(form_faults(fault))
        except Exception:  # noqa: BLE001 - the top of a page's act
            _log.exception("page act failed: staff %s", self.person.id)
            tell("这一步没有办成，填的内容还在。请再试；还不行，请找管理员看运行记录。")


async def off_loop(call: Callable[[], T]) -> T:
    """Return what a call gives, made where it does not hold up other pages.

    Raises:
        CancelledError: The centre is stopping.
    """
    kept: list[T] = []
    await run.io_bound(lambda: kept.append(call()))
    if not kept:
        raise asyncio.CancelledError
    return kept[0]
