"""Open the device's own status page and its figures, on this machine alone.

The page is drawn in `status_page`, the figures are made in `figures`; what is wrong
the doctor finds, in a thread of its own, for a look at everything takes its time.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files
from pathlib import Path
from threading import Lock, Thread

from config.doctor import Finding
from config.local_door import Answer, LocalDoor, PortTaken, Reply
from config.metrics import CONTENT_TYPE, exposition
from programme.clock import Clock
from sync_agent.disk import DiskRefused
from sync_agent.drain import Drain
from sync_agent.inner.figures import figures_of
from sync_agent.inner.scrub import Scrubbed
from sync_agent.inner.status_page import Seen, page_of
from sync_agent.layout import Layout
from sync_agent.outbox_file import OutboxDestroyed, writers_in
from sync_agent.state import read_state
from sync_agent.sticks import (
    AgentNotThere,
    StickNotPrepared,
    ask_for_import,
    read_stick_report,
    sticks_in,
)

_LOOK = {
    "/look/tokens.css": ("tokens.css", "text/css; charset=utf-8"),
    "/look/status.css": ("device/status.css", "text/css; charset=utf-8"),
    "/look/mark.svg": ("mark.svg", "image/svg+xml"),
    "/look/icons.woff2": ("icons.woff2", "font/woff2"),
}
_SEE_OTHER = 303
_log = logging.getLogger(__name__)

Examine = Callable[[], Sequence[Finding]]


class Caretaker:
    """Be what answers whoever stands before the machine."""

    AGAIN_AFTER = timedelta(minutes=10)
    """An open page examines anew after so long; a button does at once."""

    def __init__(
        self,
        layout: Layout,
        *,
        examine: Examine,
        scrubbed: Callable[[], Scrubbed],
        clock: Clock,
        machine: Clock,
        sticks: Callable[[], Sequence[Path]] = sticks_in,
    ) -> None:
        """Take what it needs.

        Args:
            layout: Where the device's files lie.
            examine: Finds what is wrong.
            scrubbed: Says what the slow look has come to.
            clock: What the device goes by.
            machine: What the machine says, which a caretaker sets.
            sticks: Finds the sticks of the centre's that are in.
        """
        self._at = layout
        self._examine = examine
        self._scrubbed = scrubbed
        self._clock = clock
        self._machine = machine
        self._lock = Lock()
        self._findings: tuple[Finding, ...] = ()
        self._examined_at: datetime | None = None
        self._looked_s = float("-inf")
        self._examining: Thread | None = None
        self._sticks = sticks
        self._stick_refused = ""

    @contextmanager
    def open(self, port: int) -> Iterator[LocalDoor | None]:
        """Answer until the block ends; a taken port is said, and stops nothing.

        Args:
            port: On 127.0.0.1; 0: nothing is answered.
        """
        if not port:
            yield None
            return
        pages: dict[str, Answer] = {
            "/": self.page,
            "/metrics": self.metrics,
            **{path: partial(_look_file, *told) for path, told in _LOOK.items()},
        }
        acts = {"/examine": self.examine, "/stick": self.take_stick}
        try:
            door = LocalDoor(port, pages=pages, acts=acts)
        except PortTaken as error:
            _log.warning("status page: %s", error)
            yield None
            return
        with door:
            _log.info("status page: http://127.0.0.1:%d/", door.port)
            yield door

    def page(self) -> Reply:
        """Answer with the page; its findings are made anew where they are old."""
        age_s = self._clock.monotonic() - self._looked_s
        if age_s > self.AGAIN_AFTER.total_seconds():
            self._begin()
        with self._lock:
            findings, at = self._findings, self._examined_at
        seen = Seen(
            report=read_state(self._at.root),
            now=self._clock.now(),
            machine_at=self._machine.now(),
            findings=findings,
            examined_at=at,
            examining=self._is_examining(),
            unsent=self._unsent(),
            sticks=self._sticks(),
            stick=read_stick_report(self._at.root),
            stick_refused=self._stick_refused,
        )
        return Reply(body=page_of(seen))

    def examine(self) -> Reply:
        """Examine anew, and lead back to the page."""
        self._begin()
        return Reply(status=_SEE_OTHER, headers={"Location": "/"})

    def take_stick(self) -> Reply:
        """Ask the agent to look at the one stick that is in, and lead back."""
        found, self._stick_refused = self._sticks(), ""
        if len(found) == 1:
            try:
                ask_for_import(self._at.root, found[0])
            except (StickNotPrepared, AgentNotThere) as error:
                self._stick_refused = str(error)
        return Reply(status=_SEE_OTHER, headers={"Location": "/"})

    def metrics(self) -> Reply:
        """Answer with the figures."""
        figures = figures_of(
            read_state(self._at.root),
            self._clock.now(),
            unsent=self._unsent(),
            scrubbed=self._scrubbed(),
        )
        return Reply(body=exposition(figures), media_type=CONTENT_TYPE)

    def _begin(self) -> None:
        """Let the doctor look, unless it does already."""
        with self._lock:
            if self._examining is not None and self._examining.is_alive():
                return
            self._looked_s = self._clock.monotonic()
            self._examining = Thread(target=self._look, name="doctor", daemon=True)
            self._examining.start()

    def _look(self) -> None:
        findings = tuple(self._examine())
        with self._lock:
            self._findings, self._examined_at = findings, self._clock.now()

    def _is_examining(self) -> bool:
        with self._lock:
            return self._examining is not None and self._examining.is_alive()

    def _unsent(self) -> int | None:
        """Return how many records wait; None: a chain cannot be read now."""
        count = 0
        for writer in writers_in(self._at.root):
            try:
                with Drain(self._at.root, writer, self._clock) as drain:
                    count += drain.count()
            except (OutboxDestroyed, DiskRefused):
                return None
        return count


def _look_file(name: str, media_type: str) -> Reply:
    body = files("look").joinpath(name).read_bytes()
    return Reply(body=body, media_type=media_type)
