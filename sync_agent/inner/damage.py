"""Hear from readers which files they could not use; judge and repair nothing."""

import logging
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Event

from sync_agent.disk import DiskRefused, refusals_of
from sync_agent.inner.running import running
from sync_agent.layout import Layout

_NAME = re.compile(rb"[0-9a-f]{64}")
_LOOK_UP_S = 0.5
_log = logging.getLogger(__name__)


class DamageEar:
    """Bind the agent's socket; use it in a `with` block."""

    def __init__(self, path: Path, on_damage: Callable[[str], None]) -> None:
        self._path = path
        self._on_damage = on_damage
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            with refusals_of(path):
                path.unlink(missing_ok=True)
                self._socket.bind(str(path))
        except BaseException:
            self._socket.close()
            raise
        self._socket.settimeout(_LOOK_UP_S)

    def listen(self, stopping: Event) -> None:
        """Listen until told to stop."""
        while not stopping.is_set():
            try:
                said = self._socket.recv(256)
            except TimeoutError:
                continue
            if _NAME.fullmatch(said):
                self._on_damage(said.decode())
            else:
                _log.warning("a reader said something else than a file's name")

    def close(self) -> None:
        """Let go of the socket."""
        self._socket.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


@contextmanager
def hearing(
    layout: Layout, on_damage: Callable[[str], None], stopping: Event
) -> Iterator[None]:
    """Hear readers beside the block; on a disk that takes no socket, nobody."""
    try:
        ear = DamageEar(layout.agent_socket, on_damage)
    except DiskRefused as error:
        # Started on a disk that is read-only: what is adopted goes on all the same.
        _log.warning("nobody can report damage: %s", error)
        yield
        return
    with closing(ear), running("damage", ear.listen, stopping):
        yield
