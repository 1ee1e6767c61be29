"""Keep a voice process ready, ask it with a deadline, end it when it hangs.

Knows the wire of `voice_child.py` and nothing of words or voices.
"""

import json
import os
import selectors
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from media.speech.speaker import SynthesisFailed, SynthesisTimedOut

_CHUNK = 65_536
_MOST_BYTES = 64 * 1024 * 1024
"""More than this is no sentence; a child that promises it is out of its mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What the child said when it could not speak."""

    kind: str
    detail: str


class VoiceProcess:
    """Own the child processes; one question at a time, the caller sees to that.

    Each question has a child of its own, started when the last one was answered, so
    that it is ready by the time it is asked and nothing lives on from one to the next.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._spare: subprocess.Popen[bytes] | None = None

    def ask(self, words: str, *, within_s: float) -> bytes | Refusal:
        """Have the words spoken.

        Raises:
            SynthesisTimedOut: If no whole answer came in time; the child is ended.
            SynthesisFailed: If the child broke off or answered nonsense.
        """
        until = time.monotonic() + within_s
        try:
            answer = self._ask_child(words, until)
            self._spare = self._started()
        except TimeoutError as error:
            raise SynthesisTimedOut(within_s) from error
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            raise SynthesisFailed(str(error)) from error
        return answer

    def close(self) -> None:
        """End the child that stands ready."""
        if self._spare is not None:
            _end(self._spare)
            self._spare = None

    def _ask_child(self, words: str, until: float) -> bytes | Refusal:
        child = self._ready()
        try:
            _send(child, words)
            return _answer(child, until)
        finally:
            _end(child)

    def _ready(self) -> subprocess.Popen[bytes]:
        """Take the child that stands ready, or start one if it died waiting."""
        child, self._spare = self._spare, None
        if child is not None and child.poll() is None:
            return child
        if child is not None:
            _end(child)
        return self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )


def _send(child: subprocess.Popen[bytes], words: str) -> None:
    pipe = _opened(child.stdin)
    pipe.write(json.dumps({"text": words}).encode() + b"\n")
    pipe.flush()


def _answer(child: subprocess.Popen[bytes], until: float) -> bytes | Refusal:
    pipe = _opened(child.stdout).fileno()
    got = b""
    while b"\n" not in got:
        got += _some(pipe, until)
    line, _, rest = got.partition(b"\n")
    head = json.loads(line)
    if "fault" in head:
        return Refusal(kind=str(head["fault"]), detail=str(head["detail"]))
    return _body(pipe, rest, int(head["bytes"]), until)


def _body(pipe: int, begun: bytes, size: int, until: float) -> bytes:
    if size > _MOST_BYTES:
        message = f"{size} bytes promised for one sentence"
        raise ValueError(message)
    parts = [begun]
    missing = size - len(begun)
    while missing > 0:
        parts.append(_some(pipe, until))
        missing -= len(parts[-1])
    return b"".join(parts)[:size]


def _some(pipe: int, until: float) -> bytes:
    """Read what is there; wait for it until the deadline."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        if not selector.select(max(0.0, until - time.monotonic())):
            raise TimeoutError
    some = os.read(pipe, _CHUNK)
    if not some:
        message = "the voice process broke off"
        raise EOFError(message)
    return some


def _opened(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        message = "the voice process has no pipe"
        raise OSError(message)
    return pipe


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child at once; whatever it still does is wanted by nobody."""
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        _close(_opened(pipe))


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        return  # the child was gone before its last words were flushed
