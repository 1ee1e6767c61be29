"""Shut a connection when the whole time of a request is up; ask nothing itself.

A time-out of `urllib3` starts anew with every byte; this one does not.
"""

import socket
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from threading import Timer
from typing import Self

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager
from urllib3.response import HTTPResponse


class Deadline:
    """Shut the connection that a request uses when its whole time is up."""

    def __init__(self, seconds: float) -> None:
        self.line: socket.socket | None = None
        self.passed = False
        self._timer = Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        _deadline.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        _deadline.set(None)

    def _pass(self) -> None:
        self.passed = True
        self.cut()

    def cut(self) -> None:
        """Shut the connection, whether or not the time is up."""
        if self.line is not None:
            with suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)


_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class _Watched(HTTPConnection):
    """Tell the request's deadline which line it runs on."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3
        _watch(self.sock)
        return super().getresponse()


class _WatchedTls(HTTPSConnection):
    """Tell the request's deadline which line it runs on."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3
        _watch(self.sock)
        return super().getresponse()


def _watch(line: socket.socket | None) -> None:
    # Taken here, for a connection forgets its line when the answer will close it.
    deadline = _deadline.get()
    if deadline is not None:
        deadline.line = line
        if deadline.passed:
            # The time was up while there was no line yet that could be shut.
            deadline.cut()


class _WatchedPool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _WatchedTlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


class WatchedPools(PoolManager):
    """Make connections that the deadline of the running request knows."""

    def __init__(self, *, ca_file: Path | None, at_once: int) -> None:
        """Trust one certificate authority; None: those that the system trusts."""
        super().__init__(
            maxsize=at_once,
            cert_reqs="CERT_REQUIRED",
            ca_certs=None if ca_file is None else str(ca_file),
        )
        self.pool_classes_by_scheme = {"http": _WatchedPool, "https": _WatchedTlsPool}

    def close(self) -> None:
        """Close every idle connection now.

        The library only forgets its pools, and their connections close when they are
        collected as garbage: late where an error still holds on to an answer.
        """
        for key in self.pools.keys():  # noqa: SIM118 - it refuses to be iterated
            pool = self.pools.get(key)
            if pool is not None:
                pool.close()
        self.clear()
