"""Record that the kiosk was in service and what it listed (`ServicePresence`).

It counts no days: the centre does, from these records.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from programme.clock import Clock
from programme.records import Record, ServicePresence
from sync_agent.outbox import OutboxOverfull, RecordsHeld

_LOOK_S = 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Be what the kiosk lists at one moment, while a page is on view."""

    programme_version: int
    disclosures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Be a stretch of service that goes on."""

    listed: Listed
    from_at: datetime
    since_s: float
    """The same moment by the monotonic clock."""

    def until(self, to_at: datetime) -> ServicePresence:
        """Return the record of this stretch up to an instant."""
        return ServicePresence(
            from_at=self.from_at,
            to_at=max(to_at, self.from_at),
            programme_version=self.listed.programme_version,
            disclosures=self.listed.disclosures,
        )


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
        listed: Callable[[], Listed | None],
        recorder: Recorder,
        clock: Clock,
        every_s: float,
    ) -> None:
        self._listed = listed
        self._recorder = recorder
        self._clock = clock
        self._every_s = every_s
        self._span: Span | None = None
        self._looking = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="presence")

    def look(self) -> None:
        """Take note of what is listed now, and record what has ended."""
        with self._looking:
            if not self._stopping.is_set():
                self._look()

    def _look(self) -> None:
        listed = self._listed()
        span, now_s = self._span, self._clock.monotonic()
        if span is not None:
            same = listed == span.listed and now_s - span.since_s < self._every_s
            if same:
                return
            self._record(span.until(self._clock.now()))
        self._span = None
        if listed is not None:
            at = self._clock.now()
            self._span = Span(listed=listed, from_at=at, since_s=now_s)

    def end(self) -> None:
        """Record the stretch that goes on, for the kiosk stops; none begins again."""
        self._stopping.set()
        with self._looking:
            if self._span is not None:
                self._record(self._span.until(self._clock.now()))
            self._span = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        self._thread.join()

    def _record(self, record: ServicePresence) -> None:
        try:
            self._recorder.append(record)
        except RecordsHeld as error:
            _log.warning("presence: %s", error)
        except OutboxOverfull as error:
            _log.error("presence: %s", error)

    def _watch(self) -> None:
        while not self._stopping.wait(_LOOK_S):
            try:
                self.look()
            except Exception:  # noqa: BLE001 - the top of this thread: records go on afterwards
                _log.exception("presence: looking failed")
