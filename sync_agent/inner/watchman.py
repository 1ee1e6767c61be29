"""Look after the disk and the time, once a second; mend neither, say what is amiss.

A disk that turned read-only, or is full, is noticed though nothing has to be written;
one that fails is noticed by the word of time that is kept every ten minutes.
"""

import logging
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from programme.device_time import ClockState
from sync_agent.device_clock import KeptClock
from sync_agent.disk import DiskProblem, DiskRefused, is_read_only
from sync_agent.inner.reserve import free_bytes
from sync_agent.inner.standing import Standing
from sync_agent.layout import Layout
from sync_agent.store import Store, StoreDamaged

_KEEP_EVERY_S = 600.0
"""A power cut costs so much of the floor at most; a kilobyte is written each time."""
_TRY_AGAIN_S = 20.0
_log = logging.getLogger(__name__)


class Watchman:
    """Be asked once a second, by the thread that tells the manager of its life."""

    def __init__(
        self,
        layout: Layout,
        *,
        clock: KeptClock,
        standing: Standing,
        reserve_bytes: int,
    ) -> None:
        """Take what is watched, and where it is said."""
        self._at = layout
        self._clock = clock
        self._standing = standing
        self._reserve_bytes = reserve_bytes
        self._keep_at_s = float("-inf")
        self._refused: DiskRefused | None = None
        self._before: tuple[DiskProblem | None, ClockState] | None = None

    def begin(self, store: Store) -> None:
        """Look for the first time; what is adopted was signed in the past."""
        with suppress(StoreDamaged):
            held = store.load()
            if held is not None:
                self._clock.raise_floor(held.programme.made_at)
        self.look()

    def look(self) -> bool:
        """Look once; say whether something is another than before: tell it at once."""
        verdict = self._clock.look()
        known = self._before is not None and verdict.state is self._before[1]
        if not known or self._clock.monotonic() >= self._keep_at_s:
            self._keep()
        refusal = self._refusal()
        seen = (None if refusal is None else refusal.problem), verdict.state
        if seen == self._before:
            return False
        if seen[1] is not ClockState.SURE:
            _log.warning("the clock is %s, off by %s", verdict.state, verdict.off)
        self._before = seen
        self._standing.tell(disk=refusal, clock_doubted=seen[1] is not ClockState.SURE)
        return True

    def heard(
        self, at: datetime, *, key: str = "", counting: Collection[str] = ()
    ) -> None:
        """Take the centre's signed word what time it is.

        Args:
            at: The instant.
            key: Who signed it.
            counting: The keys of the centre that count now.
        """
        try:
            if not self._clock.hear(at, key=key, counting=counting):
                _log.warning("a word of the centre is old or impossible: %s", at)
        except DiskRefused as error:
            # It holds until the machine is started anew.
            _log.warning("the time is not kept: %s", error)
            self._refused = error
        verdict = self._clock.look()
        doubted = verdict.state is not ClockState.SURE
        self._standing.tell(clock_doubted=doubted, clock_off=verdict.off)

    def _keep(self) -> None:
        try:
            self._clock.keep()
        except DiskRefused as error:
            if self._refused is None:
                _log.warning("%s", error)
            self._refused = error
        else:
            self._refused = None
        wait_s = _KEEP_EVERY_S if self._refused is None else _TRY_AGAIN_S
        self._keep_at_s = self._clock.monotonic() + wait_s

    def _refusal(self) -> DiskRefused | None:
        """Return what is the matter with the disk, the surest sign first."""
        name = self._at.root.name
        if is_read_only(self._at.key):
            return DiskRefused(name, DiskProblem.READ_ONLY)
        if self._refused is not None:
            return self._refused
        # The reserve was given up for records, or there was never room for it.
        given_up = self._reserve_bytes > 0 and not self._at.reserve.exists()
        if given_up and free_bytes(self._at) < 2 * self._reserve_bytes:
            return DiskRefused(name, DiskProblem.FULL)
        return None
