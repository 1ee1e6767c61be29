"""Keep a browser on the screen page, start it anew when it fails, take its picture.

What the page shows is the page's matter; when a picture is due is decided elsewhere.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event
from typing import Literal, Protocol

from programme.canonical import sha256_hex
from programme.clock import Clock
from programme.glass import (
    MOST_PICTURE_BYTES,
    MOST_PIXELS,
    Capture,
    CaptureCause,
    CaptureFailed,
    GlassStarted,
)
from programme.records import Record
from signage.capture_times import Taken, cause_of, noted, passed
from signage.devtools import BrowserGone, BrowserRefused, BrowserTrouble
from signage.glass import Glass, GlassMaker, Seen
from sync_agent.captures import Captures, Shows
from sync_agent.disk import DiskRefused
from sync_agent.outbox import OutboxOverfull, RecordsHeld

Reason = Literal["began", "crashed", "hung"]
Failure = Literal["browser", "changed", "too_large", "disk"]
_TRIES = 3
_SHOT = "Page.captureScreenshot"
_CALM_S = 60.0
_log = logging.getLogger(__name__)


class Writer(Protocol):
    """Be the writing end of this program's chain."""

    def append(self, record: Record) -> int:
        """Store a record."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPace:
    """Say how often the glass is looked at, and how long silence is borne."""

    look_every_s: float
    answer_within_s: float
    hung_after_s: float
    capture_every: timedelta
    picture_bytes: int
    kept_bytes: int
    pauses_s: tuple[float, ...] = (0.5, 1.0, 2.0, 4.0)
    """Before the browser is started anew; longer the oftener it just failed.

    With the look that notices and the start itself it stays within ten seconds (F5).
    """


class Showing:
    """Be the thread that minds the browser."""

    def __init__(
        self,
        *,
        make: GlassMaker,
        address: str,
        writer: Writer,
        captures: Captures,
        clock: Clock,
        pace: ShowPace,
        alive: Callable[[], None],
    ) -> None:
        self._make = make
        self._address = address
        self._writer = writer
        self._captures = captures
        self._clock = clock
        self._pace = pace
        self._alive = alive
        self._taken = Taken()

    def run(self, stopping: Event) -> None:
        """Work until told to stop."""
        reason: Reason = "began"
        failed = 0
        while not stopping.is_set():
            began = self._clock.monotonic()
            reason = self._one_browser(reason, stopping)
            calm = self._clock.monotonic() - began >= _CALM_S
            failed = 0 if calm else min(failed + 1, len(self._pace.pauses_s) - 1)
            self._alive()
            stopping.wait(self._pace.pauses_s[failed])

    def _one_browser(self, reason: Reason, stopping: Event) -> Reason:
        """Mind one browser to its end, and return how it ended."""
        try:
            glass = self._make()
        except BrowserTrouble as error:
            _log.warning("no browser: %s", error)
            return "crashed"
        self._record(GlassStarted(reason=reason, at=self._clock.now()))
        try:
            return self._mind(glass, stopping)
        finally:
            glass.end()

    def _mind(self, glass: Glass, stopping: Event) -> Reason:
        heard = self._clock.monotonic()
        while not stopping.wait(self._pace.look_every_s):
            self._alive()
            try:
                self._attend(glass)
            except BrowserGone as error:
                _log.warning("%s", error)
                return "crashed"
            except BrowserTrouble as error:
                # A page that is just being opened anew refuses for a moment.
                if self._clock.monotonic() - heard < self._pace.hung_after_s:
                    continue
                _log.warning("the browser hangs: %s", error)
                return "hung"
            heard = self._clock.monotonic()
        return "began"

    def _attend(self, glass: Glass) -> None:
        """Look once, and take a picture where one is due.

        Raises:
            BrowserTrouble: The page cannot be looked at.
        """
        seen = glass.look(self._pace.answer_within_s)
        if not seen.address.startswith(self._address):
            # The browser's own page of an error: the player was not there yet.
            glass.open(self._address, self._pace.answer_within_s)
            return
        if not _has_a_screen(seen):
            return
        self._taken = passed(self._taken, seen)
        now = self._clock.now()
        day = now.astimezone().date()
        every = self._pace.capture_every
        cause = cause_of(seen, self._taken, now, day=day, every=every)
        if cause is None:
            return
        try:
            shown = self._capture(glass, seen, cause)
        except BrowserTrouble as error:
            _log.warning("no picture of the glass: %s", error)
            self._fail(seen, cause, "browser")
        else:
            if shown is not None:
                self._taken = noted(self._taken, shown, now, day=day)

    def _capture(self, glass: Glass, seen: Seen, cause: CaptureCause) -> Seen | None:
        """Take a picture of what stands before and after it; None: it failed.

        Raises:
            BrowserTrouble: None can be taken.
        """
        within_s = self._pace.answer_within_s
        for _ in range(_TRIES):
            at = self._clock.now()
            picture = glass.picture(within_s, self._pace.picture_bytes)
            after = glass.look(within_s)
            if after != seen:
                seen = after
                continue
            if len(picture) > MOST_PICTURE_BYTES:
                self._fail(seen, cause, "too_large")
                return None
            if not picture:
                raise BrowserRefused(_SHOT, "")
            capture = _capture_of(picture, seen, cause, at)
            return seen if self._keep(capture, picture, seen) else None
        self._fail(seen, cause, "changed")
        return None

    def _keep(self, capture: Capture, picture: bytes, seen: Seen) -> bool:
        try:
            self._captures.keep(
                picture,
                budget_bytes=self._pace.kept_bytes,
                shows=Shows(disclosure=seen.disclosure, page=seen.page),
            )
        except DiskRefused as error:
            _log.warning("a picture of the glass was not kept: %s", error)
            self._fail(seen, capture.cause, "disk")
            return False
        self._record(capture)
        return True

    def _fail(self, seen: Seen, cause: CaptureCause, reason: Failure) -> None:
        """Say that there is no picture, and try again when the next one is due."""
        now = self._clock.now()
        self._taken = replace(
            self._taken, last_at=now, view=seen.view, version=seen.version
        )
        self._record(CaptureFailed(cause=cause, reason=reason, at=now))

    def _record(self, record: Record) -> None:
        try:
            self._writer.append(record)
        except (RecordsHeld, OutboxOverfull) as error:
            _log.warning("a record of the glass is not on disk: %s", error)


def _has_a_screen(seen: Seen) -> bool:
    """Say whether there is a glass: the page of an unplugged screen has no size."""
    return all(0 < one <= MOST_PIXELS for one in (seen.width, seen.height))


def _capture_of(
    picture: bytes, seen: Seen, cause: CaptureCause, at: datetime
) -> Capture:
    return Capture(
        picture=sha256_hex(picture),
        length=len(picture),
        width=seen.width,
        height=seen.height,
        at=at,
        view=seen.view,
        disclosure=seen.disclosure or None,
        page=seen.page or None,
        programme_version=seen.version,
        cause=cause,
    )
