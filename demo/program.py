"""Run one program as a child and hear its word by systemd's notify protocol.

It starts and ends one process; when to do so is the supervisor's matter.
The protocol: datagrams of lines such as READY=1 and WATCHDOG=1 to the unix socket that
NOTIFY_SOCKET names (sd_notify(3)).
"""

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from programme.clock import Clock

_DATAGRAM_BYTES = 4096
_LISTEN_S = 0.5


class ProgramFailed(Exception):
    """Say that a program did not come up, and where it wrote why."""

    def __init__(self, name: str, reason: str, log_file: Path) -> None:
        self.name = name
        self.log_file = log_file
        super().__init__(f"{name} 没有启动：{reason}。请看 {log_file}。")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramSpec:
    """Say how a program is started and how long its silence is borne."""

    name: str
    command: Sequence[str]
    folder: Path
    """Its working folder; its log is kept there too."""
    speaks: bool = True
    """It says READY=1; what does not is taken as ready at once."""
    watchdog_s: float | None = None
    """Longest silence after READY=1; None: silence says nothing."""
    environment: Mapping[str, str] = field(default_factory=dict)


class Program:
    """Be one running program."""

    def __init__(self, spec: ProgramSpec, clock: Clock) -> None:
        self.spec = spec
        self.ready = threading.Event()
        self._clock = clock
        self._heard_at = clock.monotonic()
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None

    @property
    def log_file(self) -> Path:
        """Return the file that takes what the program prints."""
        return self.spec.folder / f"{self.spec.name}.log"

    @property
    def pid(self) -> int | None:
        """Return the process id while the program runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process; its word is awaited by `ready`."""
        self.spec.folder.mkdir(parents=True, exist_ok=True)
        self.ready.clear()
        self._heard_at = self._clock.monotonic()
        environment = {**os.environ, **self.spec.environment}
        if self.spec.speaks:
            environment["NOTIFY_SOCKET"] = self._listen()
        else:
            self.ready.set()
        if self.spec.watchdog_s:
            environment["WATCHDOG_USEC"] = str(int(self.spec.watchdog_s * 1_000_000))
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 -- our own programs
                self.spec.command,
                cwd=self.spec.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _listen(self) -> str:
        path = self.spec.folder / f"{self.spec.name}.notify"
        path.unlink(missing_ok=True)
        if self._socket:
            self._socket.close()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.settimeout(_LISTEN_S)
        listener = threading.Thread(
            target=self._hear, args=(self._socket,), name=f"hear-{self.spec.name}"
        )
        listener.daemon = True
        listener.start()
        return str(path)

    def _hear(self, listening: socket.socket) -> None:
        while listening.fileno() >= 0:
            try:
                said = listening.recv(_DATAGRAM_BYTES).decode()
            except TimeoutError:
                continue
            except OSError:
                return
            self._heard_at = self._clock.monotonic()
            if "READY=1" in said.splitlines():
                self.ready.set()

    def exit_code(self) -> int | None:
        """Return how the process ended, or None while it runs."""
        return self._process.poll() if self._process else 0

    def silent_too_long(self) -> bool:
        """Say whether the program has missed its watchdog."""
        limit = self.spec.watchdog_s
        if limit is None or not self.ready.is_set():
            return False
        return self._clock.monotonic() - self._heard_at > limit

    def kill(self) -> None:
        """End the process and all that it started, at once."""
        self._signal(signal.SIGKILL)
        if self._process:
            self._process.wait()

    def stop(self, patience_s: float) -> None:
        """Ask the process to end, and end it when it does not in time."""
        self._signal(signal.SIGTERM)
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(patience_s)
        self.kill()
        if self._socket:
            self._socket.close()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
