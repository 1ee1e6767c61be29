"""Find a TCP port of this machine that nobody uses."""

import os
import socket
from itertools import count

_FIRST = 20_000
"""Below the ports that the system hands out by itself: none is taken in between."""
_A_WORKER = 1_000
_LAST = 32_000

_next = count()


def free_port() -> int:
    """Return a port of 127.0.0.1 that was free a moment ago.

    Test workers beside each other look in spans of their own, and a process gives no
    port twice.

    Raises:
        RuntimeError: Every port of the worker's span is taken.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = _FIRST + worker * _A_WORKER % (_LAST - _FIRST)
    for _ in range(_A_WORKER):
        port = first + next(_next) % _A_WORKER
        if _is_free(port):
            return port
    message = f"no free port from {first} on"
    raise RuntimeError(message)


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
