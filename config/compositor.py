"""Ask the Wayland compositor whether it still answers; nothing is drawn.

A browser plays on behind a compositor that hangs: it answers, and the glass stands
still. Whoever minds the browser therefore asks both.
"""

import logging
import socket
import struct
import time
from collections.abc import Mapping
from pathlib import Path

from config.notify import Notifier

_DISPLAY, _SYNC, _NEW_ID, _LENGTH = 1, 0, 2, 12
_WITHIN_S = 5.0
_log = logging.getLogger(__name__)


class AliveOnGlass:
    """Say `alive` as long as the compositor of this screen answers."""

    def __init__(
        self, notifier: Notifier, environment: Mapping[str, str], *, every_s: float = 5
    ) -> None:
        """Take where to say it, and how often to ask the compositor."""
        self._notifier = notifier
        self._socket = socket_of(environment)
        self._every_s = every_s
        self._asked_s = float("-inf")
        self._answers = True

    def __call__(self) -> None:
        """Say it once, or keep it back."""
        if (
            self._socket is not None
            and time.monotonic() - self._asked_s > self._every_s
        ):
            self._answers = answers(self._socket, _WITHIN_S)
            self._asked_s = time.monotonic()
            if not self._answers:
                _log.warning("the compositor does not answer")
        if self._answers:
            self._notifier.alive()


def socket_of(environment: Mapping[str, str]) -> Path | None:
    """Return where the compositor listens; None: nothing is drawn by Wayland."""
    name = environment.get("WAYLAND_DISPLAY", "")
    return Path(environment.get("XDG_RUNTIME_DIR", ""), name) if name else None


def answers(socket_file: Path, within_s: float) -> bool:
    """Say whether `wl_display.sync` is answered (Wayland, wire format)."""
    asked = struct.pack("=III", _DISPLAY, _LENGTH << 16 | _SYNC, _NEW_ID)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(within_s)
        try:
            line.connect(str(socket_file))
            line.sendall(asked)
            return bool(line.recv(_LENGTH))
        except OSError:
            return False
