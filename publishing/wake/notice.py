"""Tell the wake process, by one datagram, which groups have something new."""

import json
import logging
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

EVERYBODY = "*"
"""In place of a group: all of them."""

_log = logging.getLogger(__name__)


class Waker(Protocol):
    """Be told that groups have something new; devices find out what by themselves."""

    def wake(self, groups: Iterable[str]) -> None:
        """Wake the devices of these groups; a lost call costs a poll's time."""
        ...


class SocketWaker:
    """Send a datagram to the wake process of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def wake(self, groups: Iterable[str]) -> None:
        """Wake the devices of these groups; a lost call costs a poll's time."""
        payload = json.dumps(sorted(groups)).encode()
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            try:
                sender.sendto(payload, str(self._path))
            except OSError as error:
                # Devices poll as well: a wake-up that is lost delays, no more.
                _log.warning("wake process not reached: %s", error.strerror)


def groups_of(payload: bytes) -> frozenset[str]:
    """Return the groups of a datagram; what is none names nobody."""
    try:
        told = json.loads(payload)
    except ValueError:
        return frozenset()
    if not isinstance(told, list):
        return frozenset()
    return frozenset(name for name in told if isinstance(name, str))
