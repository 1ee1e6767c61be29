"""Do a job again and again in a thread of its own; it knows no job."""

import logging
import threading
from collections.abc import Callable

_log = logging.getLogger(__name__)


class Again:
    """Be the thread; a job that fails is logged, and done again all the same."""

    def __init__(
        self,
        job: Callable[[], object],
        *,
        every_s: float,
        name: str,
        at_once: bool = False,
    ) -> None:
        """Take the job; nothing runs yet.

        Args:
            job: What is done.
            every_s: The pause before each time.
            name: Of the thread, for the log.
            at_once: Whether there is no pause before the first time.
        """
        self._job = job
        self._every_s = every_s
        self._name = name
        self._at_once = at_once
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; a job that is under way is waited for."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        if self._at_once:
            self._once()
        while not self._stopping.wait(self._every_s):
            self._once()

    def _once(self) -> None:
        try:
            self._job()
        except Exception:  # noqa: BLE001 - the top of this thread: it goes on afterwards
            _log.exception("%s failed", self._name)
