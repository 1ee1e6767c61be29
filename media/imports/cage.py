"""Shut a process in: memory, CPU time, files and network; it cannot be undone."""

import ctypes
import os
import resource
import sys
from dataclasses import dataclass

_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000
_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Say how much one conversion may use."""

    memory_bytes: int = 1 << 30
    cpu_s: int = 20
    wall_s: float = 90.0


class ActRefused(Exception):
    """Say that a converter tried what no converter needs."""


def shut_in(limits: Limits) -> None:
    """Limit this process and take the network from it, before it reads anything."""
    memory = (limits.memory_bytes, limits.memory_bytes)
    resource.setrlimit(resource.RLIMIT_AS, memory)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    leave_network()
    sys.addaudithook(_watch)


def leave_network() -> bool:
    """Move into a network namespace of its own; say whether the system allows it.

    Where it does not, the audit hook still refuses every socket.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    flags = _NEW_NETWORK if os.geteuid() == 0 else _NEW_NETWORK | _NEW_USER
    return bool(libc.unshare(flags) == 0)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    del arguments
    if event.startswith(_REFUSED):
        raise ActRefused(event)
