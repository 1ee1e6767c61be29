"""Start a browser and speak with it over two pipes; what is said is not known here.

The pipes belong to this process alone: no port is open, so that nobody else on the
machine, and no page in the browser, can get hold of the browser by them.

The errors::

    BrowserTrouble
    ├── BrowserGone      it ended, or never started
    ├── BrowserSilent    it did not answer in time
    └── BrowserRefused   it answered that it will not
"""

import fcntl
import json
import os
import select
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from programme.clock import Clock

_READ_FD, _WRITE_FD = 3, 4
"""Where a browser with `--remote-debugging-pipe` reads and writes."""
_SAID = (1, 2)
_ABOVE = 10
_CHUNK = 1 << 20
_MOST_BYTES = 64 * 1024 * 1024
_END = b"\0"


class BrowserTrouble(Exception):
    """Be the root of what can go wrong with a browser."""

    code = "browser_trouble"


class BrowserGone(BrowserTrouble):
    """Say that the browser is not there."""

    code = "browser_gone"

    def __init__(self) -> None:
        super().__init__("浏览器没有在运行，会自动重新打开。")


class BrowserSilent(BrowserTrouble):
    """Say that the browser did not answer in time."""

    code = "browser_silent"

    def __init__(self, method: str, within_s: float) -> None:
        self.method = method
        super().__init__(f"浏览器 {within_s:.0f} 秒没有回答（{method}）。")


class BrowserRefused(BrowserTrouble):
    """Say that the browser will not, in its own words."""

    code = "browser_refused"

    def __init__(self, method: str, words: str) -> None:
        self.method = method
        super().__init__(f"浏览器没有照做（{method}）：{words}")


class DevTools:
    """Be one running browser and the line to it; for one thread."""

    def __init__(self, command: Sequence[str], clock: Clock) -> None:
        self._clock = clock
        self._asked = 0
        self._heard = b""
        self._ended = False
        ours_out, theirs_in = _pipe_above()[::-1]
        theirs_out, ours_in = _pipe_above()[::-1]
        self._out, self._in = ours_out, ours_in
        try:
            self.pid = _spawn(command, theirs_in, theirs_out)
        except OSError as error:
            self._close_line()
            raise BrowserGone from error
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        *,
        within_s: float,
        session: str = "",
    ) -> dict[str, Any]:
        """Return the answer to one question.

        Raises:
            BrowserGone: It ended.
            BrowserSilent: No answer came in time.
            BrowserRefused: It answered with an error.
        """
        self._asked += 1
        asked = self._asked
        said: dict[str, Any] = {"id": asked, "method": method, "params": params or {}}
        if session:
            said["sessionId"] = session
        self._send(json.dumps(said).encode() + _END)
        until = self._clock.monotonic() + within_s
        while True:
            answer = self._next(until)
            if answer is None:
                raise BrowserSilent(method, within_s)
            if answer.get("id") != asked:
                continue
            if "error" in answer:
                raise BrowserRefused(method, str(answer["error"].get("message", "")))
            result = answer.get("result")
            if not isinstance(result, dict):
                raise BrowserRefused(method, "")
            return result

    def kill(self) -> None:
        """End the browser and all that it started, at once."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        if not self._ended:
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
            self._ended = True
        self._close_line()

    def _send(self, said: bytes) -> None:
        try:
            os.write(self._out, said)
        except OSError as error:
            raise BrowserGone from error

    def _next(self, until: float) -> dict[str, Any] | None:
        """Return the next message; None: none came in time.

        Raises:
            BrowserGone: The line is closed, or says what a browser never does.
        """
        while _END not in self._heard:
            left = until - self._clock.monotonic()
            if left <= 0 or not select.select([self._in], [], [], left)[0]:
                return None
            chunk = os.read(self._in, _CHUNK)
            if not chunk or len(self._heard) > _MOST_BYTES:
                raise BrowserGone
            self._heard += chunk
        message, _, self._heard = self._heard.partition(_END)
        try:
            parsed = json.loads(message)
        except ValueError as error:
            raise BrowserGone from error
        return parsed if isinstance(parsed, dict) else {}

    def _close_line(self) -> None:
        for end in (self._out, self._in):
            with suppress(OSError):
                os.close(end)
        self._out = self._in = -1


def _pipe_above() -> tuple[int, int]:
    """Return both ends of a pipe, clear of the numbers that the browser's get."""
    ends = os.pipe()
    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _ABOVE) for end in ends)
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


def _spawn(command: Sequence[str], reads: int, writes: int) -> int:
    """Start the browser as the head of a group of its own, and return its id.

    What it prints is dropped: Chromium fills logs with what helps nobody here.
    """
    return os.posix_spawnp(
        command[0],
        list(command),
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, reads, _READ_FD),
            (os.POSIX_SPAWN_DUP2, writes, _WRITE_FD),
            *(
                (os.POSIX_SPAWN_OPEN, said, os.devnull, os.O_WRONLY, 0)
                for said in _SAID
            ),
        ],
        setpgroup=0,
    )
