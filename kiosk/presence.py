"""Record what the kiosk in service had on its pages: a list, or an emergency notice.

It counts no days: the centre does, from these records (`ServicePresence`,
`OverrideShown`).
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self, assert_never

from kiosk.again import Again
from programme.clock import Clock
from programme.clock_doubt import STEP_MS
from programme.open_times import to_ms
from programme.records import EndReason, OverrideShown, Record, ServicePresence
from sync_agent.outbox import OutboxOverfull, RecordsHeld

_LOOK_S = 1.0
_WARNED_EVERY_S = 30.0
"""The centre soon knows how many kiosks have a notice on view, as of screens."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Be what the kiosk lists at one moment, while a page is on view."""

    programme_version: int
    disclosures: tuple[str, ...]
    clock_sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Be that an emergency notice stands on the page, as cover or as banner.

    Of several, it is the one whose turn it is: each gets records of its own. Meanwhile
    nothing else counts as shown, though a resident may go on under it.
    """

    programme_version: int
    override: str
    clock_sure: bool


Seen = Listed | Warned


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Be a stretch of service that goes on."""

    seen: Seen
    from_at: datetime
    since_s: float
    """The same moment by the monotonic clock."""

    def until(self, to_at: datetime, now_s: float, reason: EndReason) -> Record:
        """Return the record of this stretch up to an instant."""
        ends_at = max(to_at, self.from_at)
        spent_ms = max(0, round((now_s - self.since_s) * 1000))
        match self.seen:
            case Listed() as listed:
                # The clock was set meanwhile, also where it went back.
                stepped = abs(to_ms(to_at) - to_ms(self.from_at) - spent_ms) > STEP_MS
                sure = listed.clock_sure and not stepped
                return ServicePresence(
                    from_at=self.from_at,
                    to_at=ends_at,
                    programme_version=listed.programme_version,
                    disclosures=listed.disclosures,
                    monotonic_ms=None if sure else spent_ms,
                    clock_sure=sure,
                )
            case Warned() as warned:
                return OverrideShown(
                    override=warned.override,
                    from_at=self.from_at,
                    to_at=ends_at,
                    monotonic_ms=spent_ms,
                    reason=reason,
                    programme_version=warned.programme_version,
                    clock_sure=warned.clock_sure,
                )
            case _ as never:
                assert_never(never)


class Recorder(Protocol):
    """Take records for delivery; the outbox does."""

    def append(self, record: Record) -> int:
        """Store a record and return its number."""
        ...


class Presence:
    """Cut service into records: at every change, at intervals and at the end."""

    def __init__(
        self,
        *,
        seen: Callable[[], Seen | None],
        recorder: Recorder,
        clock: Clock,
        every_s: float,
    ) -> None:
        self._seen = seen
        self._recorder = recorder
        self._clock = clock
        self._every_s = every_s
        self._span: Span | None = None
        self._looking = threading.Lock()
        self._over = False
        self._again = Again(self.look, every_s=_LOOK_S, name="presence")

    def look(self) -> None:
        """Take note of what is listed now, and record what has ended."""
        with self._looking:
            if not self._over:
                self._look()

    def _look(self) -> None:
        seen = self._seen()
        span, now_s = self._span, self._clock.monotonic()
        if span is not None:
            same = seen == span.seen
            if same and now_s - span.since_s < self._most_s(span.seen):
                return
            self._record(span, EndReason.CONTINUED if same else EndReason.REPLACED)
        self._span = None
        if seen is not None:
            at = self._clock.now()
            self._span = Span(seen=seen, from_at=at, since_s=now_s)

    def _most_s(self, seen: Seen) -> float:
        return self._every_s if isinstance(seen, Listed) else _WARNED_EVERY_S

    def end(self) -> None:
        """Record the stretch that goes on, for the kiosk stops; none begins again."""
        with self._looking:
            self._over = True
            if self._span is not None:
                self._record(self._span, EndReason.CLOSED)
            self._span = None

    def __enter__(self) -> Self:
        self._again.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        self._again.stop()

    def _record(self, span: Span, reason: EndReason) -> None:
        clock = self._clock
        record = span.until(clock.now(), clock.monotonic(), reason)
        try:
            self._recorder.append(record)
        except RecordsHeld as error:
            _log.warning("presence: %s", error)
        except OutboxOverfull as error:
            _log.error("presence: %s", error)
