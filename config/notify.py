"""Say to the service manager that a program is up and alive (sd_notify(3)).

Without a manager every word goes nowhere. It decides nothing about health.
"""

import socket
from collections.abc import Mapping
from dataclasses import dataclass

_ABSTRACT = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifier:
    """Send words to the manager's socket."""

    address: str = ""
    """The path of a unix datagram socket; empty: nobody listens."""
    watchdog_s: float | None = None
    """How long the manager bears silence; None: for ever."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Notifier":
        """Return the notifier that an environment describes."""
        limit = environment.get("WATCHDOG_USEC", "")
        return cls(
            address=environment.get("NOTIFY_SOCKET", ""),
            watchdog_s=int(limit) / 1_000_000 if limit.isdecimal() else None,
        )

    @property
    def beat_s(self) -> float | None:
        """Return how often to say `alive`: twice within what is borne."""
        return self.watchdog_s / 2 if self.watchdog_s else None

    def ready(self) -> None:
        """Say that the program does its work from now on."""
        self._say("READY=1")

    def alive(self) -> None:
        """Say that the program still does its work."""
        self._say("WATCHDOG=1")

    def stopping(self) -> None:
        """Say that the program ends in good order."""
        self._say("STOPPING=1")

    def _say(self, word: str) -> None:
        if not self.address:
            return
        address = self.address
        if address.startswith(_ABSTRACT):
            address = "\0" + address[1:]
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            try:
                sender.sendto(word.encode(), address)
            except OSError:
                # A manager that went away must not take the program with it.
                return
