"""Hear who asks to look at a stick, and hand the newest request on; do none of it."""

import logging
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock

from programme.errors import ContractError
from sync_agent.disk import DiskProblem, DiskRefused, refusals_of
from sync_agent.sticks import StickAsked

_LOOK_UP_S = 0.5
_LONGEST = 4096
_log = logging.getLogger(__name__)


class StickDoor:
    """Bind the socket; one request waits at most, and a newer one takes its place."""

    def __init__(self, path: Path) -> None:
        """Bind it.

        Raises:
            DiskRefused: The folder does not take it.
        """
        self._path = path
        self._lock = Lock()
        self._asked: StickAsked | None = None
        self._ring: Callable[[], None] = lambda: None
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            with refusals_of(path):
                path.unlink(missing_ok=True)
                self._socket.bind(str(path))
                path.chmod(0o660)
        except DiskRefused as error:
            if error.problem is not DiskProblem.READ_ONLY:
                self._socket.close()
                raise
            # What is adopted goes on all the same; no stick is taken.
            _log.warning("nobody can ask for a stick: %s", error)
        except BaseException:
            self._socket.close()
            raise
        self._socket.settimeout(_LOOK_UP_S)

    def ring_with(self, ring: Callable[[], None]) -> None:
        """Ring this bell from now on when somebody asks."""
        self._ring = ring

    def next(self) -> StickAsked | None:
        """Return the request that waits, and forget it."""
        with self._lock:
            asked, self._asked = self._asked, None
        return asked

    def put_back(self, asked: StickAsked) -> None:
        """Let a request wait again, unless a newer one does."""
        with self._lock:
            self._asked = self._asked or asked

    def listen(self, stopping: Event) -> None:
        """Listen until told to stop."""
        while not stopping.is_set():
            try:
                said = self._socket.recv(_LONGEST)
            except TimeoutError:
                continue
            try:
                asked = StickAsked.parse(said)
            except ContractError as error:
                _log.warning("a request that is none: %s", error)
                continue
            with self._lock:
                self._asked = asked
            self._ring()

    def close(self) -> None:
        """Let go of the socket."""
        self._socket.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
