"""Stand between a device and a server, count bytes, and be as narrow as a line is."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

_CHUNK = 65_536
_NARROW_CHUNK = 4_096


@dataclass(slots=True)
class Relay:
    """Pass bytes on between a device and a server, and count them."""

    to_port: int
    bytes_per_s: float | None = None
    """How many bytes it carries a second, both ways together; none: any number."""
    port: int = 0
    carried: int = 0
    """Bytes that were passed on, both ways together."""
    made: int = 0
    """Connections that were made."""
    away: bool = False
    """Break off whatever is made from now on."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _closed: threading.Event = field(default_factory=threading.Event)
    _free_at: float = 0.0
    _listener: socket.socket = field(
        default_factory=lambda: socket.create_server(("127.0.0.1", 0))
    )
    _lines: list[socket.socket] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)

    def close(self) -> None:
        """Break every connection off, and wait until nothing runs any more."""
        self._closed.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self.cut()
        for thread in self._threads:
            thread.join()
        for line in (self._listener, *self._lines):
            line.close()

    def cut(self) -> None:
        """Break every connection off, in the middle of whatever it is."""
        for line in list(self._lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def start(self) -> None:
        """Accept connections until it is closed."""
        self.port = self._listener.getsockname()[1]
        self._run(self._accept)

    def _run(self, work: Callable[..., None], *lines: socket.socket) -> None:
        thread = threading.Thread(target=work, args=lines, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self.away:
                    near.close()
                    continue
                self.made += 1
                far = socket.create_connection(("127.0.0.1", self.to_port))
                self._lines += (near, far)
                self._run(self._pass_on, near, far)
                self._run(self._pass_on, far, near)

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        chunk = _CHUNK if self.bytes_per_s is None else _NARROW_CHUNK
        with suppress(OSError):
            while data := one.recv(chunk):
                self._closed.wait(self._turn(len(data)))
                other.sendall(data)
        for line in (one, other):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _turn(self, length: int) -> float:
        """Count bytes, and return after how many seconds the line has carried them."""
        with self._lock:
            self.carried += length
            if self.bytes_per_s is None:
                return 0.0
            now = time.monotonic()
            self._free_at = max(self._free_at, now) + length / self.bytes_per_s
            return self._free_at - now
