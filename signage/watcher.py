"""Notice that the agent adopted something: by its datagram, and by looking as a net.

It decides nothing; it has the keeper look.
"""

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

_MOST_BYTES = 512
_log = logging.getLogger(__name__)


class Watcher:
    """Call `look` at once when told, and at least every so many seconds.

    After each time it calls `alive`: a player that looks no more is not alive.
    """

    def __init__(
        self,
        folder: Path,
        *,
        look: Callable[[], None],
        look_every_s: float,
        alive: Callable[[], None],
    ) -> None:
        self._path = folder / f"player-{os.getpid()}.sock"
        self._look = look
        self._alive = alive
        self._every_s = look_every_s
        self._told = asyncio.Event()
        # Its own: records may wait long for their store, in every shared thread.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="watcher")

    async def run(self) -> None:
        """Watch until cancelled."""
        try:
            with self._socket():
                while True:
                    await self.look_once()
                    self._alive()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._told.wait(), self._every_s)
                    self._told.clear()
        finally:
            self._thread.shutdown(wait=False)

    async def look_once(self) -> None:
        """Look now; what goes wrong stands in the log, and ends nothing."""
        try:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._thread, self._look)
        except Exception:  # noqa: BLE001 - top of a job; the page plays on
            _log.exception("looking at the store failed")

    @contextmanager
    def _socket(self) -> Iterator[None]:
        try:
            bound = self._bound()
        except OSError as error:
            # A full disk takes no socket either; looking goes on all the same.
            _log.warning("no socket for change notices: %s", error)
            yield
            return
        loop = asyncio.get_running_loop()
        loop.add_reader(bound.fileno(), self._heard, bound)
        try:
            yield
        finally:
            loop.remove_reader(bound.fileno())
            bound.close()
            self._path.unlink(missing_ok=True)

    def _bound(self) -> socket.socket:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)
        bound = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            bound.setblocking(False)
            bound.bind(str(self._path))
        except OSError:
            bound.close()
            raise
        return bound

    def _heard(self, bound: socket.socket) -> None:
        with suppress(BlockingIOError):
            while True:
                bound.recv(_MOST_BYTES)
                self._told.set()
