"""Sync when woken, when it is time, and when something is damaged; never give up."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from threading import Event, Lock

from sync_agent.adopted import Adopted
from sync_agent.disk import DiskProblem, DiskRefused
from sync_agent.inner.backoff import Backoff
from sync_agent.inner.erasing import Eraser
from sync_agent.inner.errors import Mishap, SyncFailed
from sync_agent.inner.http_errors import CentreUnreachable, HttpFailed
from sync_agent.inner.prune import Pruner
from sync_agent.inner.repair import Repair
from sync_agent.inner.standing import Standing
from sync_agent.inner.sync import Sync
from sync_agent.store import Store, StoreDamaged

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Say when to ask."""

    interval_s: float
    jitter_s: float
    wake_delay_s: float


class SyncLoop:
    """Be the one thread that changes what the device shows."""

    def __init__(
        self,
        *,
        sync: Sync,
        store: Store,
        repair: Repair,
        pruner: Pruner,
        eraser: Eraser,
        standing: Standing,
        backoff: Backoff,
        pace: Pace,
        chance: Random,
        after_round: Callable[[], None],
        look_at_stick: Callable[[], bool],
    ) -> None:
        self._sync = sync
        self._store = store
        self._repair = repair
        self._pruner = pruner
        self._eraser = eraser
        self._standing = standing
        self._backoff = backoff
        self._pace = pace
        self._chance = chance
        self._after_round = after_round
        self._look_at_stick = look_at_stick
        self._bell = Event()
        self._woken = False
        self._lock = Lock()
        self._reported: set[str] = set()
        self._force = True

    def wake(self) -> None:
        """Sync soon: the centre says that there is something new."""
        self._woken = True
        self._bell.set()

    def report_damage(self, name: str) -> None:
        """Look at a file soon: a reader says that it could not be used."""
        with self._lock:
            self._reported.add(name)
        self._bell.set()

    def ring(self) -> None:
        """Look around now, whatever for."""
        self._bell.set()

    def run(self, stopping: Event) -> None:
        """Work until told to stop."""
        self._start()
        self._erase()
        while not stopping.is_set():
            self._serve_stick()
            pause = self._round()
            self._erase()
            self._after_round()
            self._bell.wait(pause)
            self._bell.clear()
            if self._woken:
                self._woken = False
                stopping.wait(self._pace.wake_delay_s * self._chance.random())

    def _start(self) -> None:
        """Verify what is adopted before anything else, with or without a network."""
        self._standing.tell(adopted=self._adopted())
        try:
            self._repair.look_at_all()
            self._sync.verify_held()
        except (SyncFailed, HttpFailed, DiskRefused) as error:
            _log.warning("at start: %s", error)
            self._standing.tell(trouble=error)
        except Exception as error:  # noqa: BLE001 - the top of a job
            _log.exception("at start")
            self._standing.tell(trouble=Mishap(error))
        self._standing.tell(adopted=self._adopted())

    def _round(self) -> float:
        """Sync once; return for how long to wait."""
        try:
            self._look_at_reported()
            self._sync.run(force=self._force)
        except (SyncFailed, HttpFailed, DiskRefused) as error:
            return self._failed(error)
        except Exception as error:  # noqa: BLE001 - the top of a job
            _log.exception("sync")
            self._standing.tell(trouble=Mishap(error), syncing=False)
            return self._backoff.failed()
        self._force = False
        self._backoff.succeeded()
        self._standing.heard(syncing=False, adopted=self._adopted())
        self._prune(at_once=False)
        return self._pace.interval_s + self._pace.jitter_s * self._chance.random()

    def _serve_stick(self) -> None:
        """Take what somebody brought, before the network is asked."""
        if self._look_at_stick():
            # Its timestamp may live for months: the centre's own word goes first again.
            self._force = True
            self._prune(at_once=False)

    def _failed(self, error: SyncFailed | HttpFailed | DiskRefused) -> float:
        _log.warning("sync: %s", error)
        self._standing.tell(trouble=error, syncing=False)
        if isinstance(error, DiskRefused) and error.problem is DiskProblem.FULL:
            # The oldest cache goes first, records never.
            self._prune(at_once=True)
        if isinstance(error, CentreUnreachable) and error.brought:
            # A line that is cut again and again is used while it is there.
            self._backoff.succeeded()
        return self._backoff.failed()

    def _look_at_reported(self) -> None:
        """Remove reported files that are damaged indeed, so that they are fetched.

        Raises:
            DiskRefused: The disk refused.
        """
        with self._lock:
            reported, self._reported = self._reported, set()
        if reported and self._repair.look_at(reported):
            self._force = True

    def _prune(self, *, at_once: bool) -> None:
        try:
            held = self._store.load()
            if held is not None:
                self._pruner.prune(held, at_once=at_once)
        except (DiskRefused, StoreDamaged) as error:
            _log.warning("%s", error)
        except Exception as error:  # noqa: BLE001 - the top of a job
            _log.exception("prune")
            self._standing.tell(trouble=Mishap(error))

    def _erase(self) -> None:
        """Erase what has had its time, with or without a network."""
        try:
            held = self._store.load()
            if held is None:
                return
            outcome = self._eraser.run(held, sure=self._standing.clock_sure)
        except (DiskRefused, StoreDamaged) as error:
            _log.warning("%s", error)
            return
        except Exception as error:  # noqa: BLE001 - the top of a job
            _log.exception("erase")
            self._standing.tell(trouble=Mishap(error))
            return
        if outcome.wanted_again:
            self._force = True
            self._bell.set()

    def _adopted(self) -> Adopted | None:
        try:
            return self._store.adopted()
        except StoreDamaged as error:
            _log.warning("%s", error)
            self._force = True
            return None
