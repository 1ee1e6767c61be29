"""Shut a connection when the whole time of a request is up; ask nothing itself.

A time-out of `requests` starts anew with every byte; this one does not.
"""

import socket
from contextlib import suppress
from contextvars import ContextVar
from threading import Timer
from typing import Any, Self

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.poolmanager import PoolManager


class Deadline:
    """Shut the connection that a request uses when its whole time is up."""

    def __init__(self, seconds: float) -> None:
        self.connection: HTTPConnection | None = None
        self.passed = False
        self._timer = Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        self._token = _deadline.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        _deadline.reset(self._token)

    def _pass(self) -> None:
        self.passed = True
        line = None if self.connection is None else self.connection.sock
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class _Watched(HTTPConnection):
    """Tell the request's deadline which connection it runs on."""

    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as urllib3
        _watch(self)
        super().request(*args, **kwargs)


class _WatchedTls(HTTPSConnection):
    """Tell the request's deadline which connection it runs on."""

    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as urllib3
        _watch(self)
        super().request(*args, **kwargs)


def _watch(connection: HTTPConnection) -> None:
    deadline = _deadline.get()
    if deadline is not None:
        deadline.connection = connection


class _WatchedPool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _WatchedTlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


class WatchedAdapter(HTTPAdapter):
    """Make connections that the deadline of the running request knows."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as requests
        """Make the pools."""
        super().init_poolmanager(*args, **kwargs)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {
            "http": _WatchedPool,
            "https": _WatchedTlsPool,
        }
