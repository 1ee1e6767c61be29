"""Speak one line from standard input through pyttsx3; run as a process of its own.

The request is one line of JSON, `{"text": ...}`; the answer is one line of JSON, either
`{"bytes": n}` followed by n bytes of WAV, or `{"fault": kind, "detail": ...}`. It
imports nothing of the product, and decides nothing about the words.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import pyttsx3

_WAV_HEADER_BYTES = 44


class Engine(Protocol):
    """The part of a pyttsx3 engine that is used here."""

    def connect(self, topic: str, cb: Callable[..., None]) -> object:
        """Call back on a topic."""
        ...

    def disconnect(self, token: object) -> None:
        """Stop calling back."""
        ...

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - theirs
        """Ask for a voice; obeyed later, or not at all."""
        ...

    def getProperty(self, name: str) -> object:  # noqa: N802 - theirs
        """Return what is set in truth."""
        ...

    def save_to_file(self, text: str, filename: str) -> None:
        """Queue the words to be spoken into a file."""
        ...

    def runAndWait(self) -> None:  # noqa: N802 - theirs
        """Work the queue off; may return before the file is there."""
        ...


class Fault(Exception):
    """The engine did not speak as asked."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How the child is to speak."""

    voice: str
    """The identifier as the engine itself gives it back, `sit/cmn-latn-pinyin`."""

    rate_wpm: int
    wait_s: float
    """How long to wait for the end of an utterance once the engine returned."""


def utter(engine: Engine, text: str, wish: Wish) -> bytes:
    """Speak the text into memory and return the WAV.

    Nothing is written to disk: what a resident listens to leaves no trace.

    Raises:
        Fault: If the voice is another one, the engine erred, or no sound was left.
    """
    over = threading.Event()
    wrong: list[str] = []

    def finished(*, completed: bool, **_: object) -> None:
        if not completed:
            wrong.append("the utterance was cut off")
        over.set()

    def failed(*, exception: Exception, **_: object) -> None:
        wrong.append(str(exception))

    tokens = [
        engine.connect("finished-utterance", finished),
        engine.connect("error", failed),
    ]
    memory = os.memfd_create("utterance")
    try:
        engine.setProperty("voice", wish.voice)
        engine.save_to_file(_paced(text, wish), f"/proc/self/fd/{memory}")
        engine.runAndWait()
        ended = over.wait(wish.wait_s)
        _accept(engine, wish, wrong=wrong, ended=ended)
        return _recorded(memory)
    finally:
        os.close(memory)
        for token in tokens:
            engine.disconnect(token)


def _paced(text: str, wish: Wish) -> str:
    """Say the rate inside the text, as espeak's embedded command.

    The property "rate" and the voice are set by two threads of espeak: now and then
    the voice comes last and a sentence is spoken at another rate than the rest.
    """
    return f"\x01{wish.rate_wpm}S {text}"


def _accept(engine: Engine, wish: Wish, *, wrong: list[str], ended: bool) -> None:
    """Refuse what pyttsx3 passes over in silence: another voice, an error, no end."""
    voice = str(engine.getProperty("voice"))
    if voice != wish.voice:
        raise Fault("voice", voice)
    if wrong:
        raise Fault("engine", wrong[0])
    if not ended:
        raise Fault("engine", f"no end after {wish.wait_s:g} s")


def _recorded(memory: int) -> bytes:
    size = os.fstat(memory).st_size
    if size <= _WAV_HEADER_BYTES:
        raise Fault("engine", "no file was left")
    return os.pread(memory, size, 0)


def serve(engine: Engine, wish: Wish, request: bytes, answers: BinaryIO) -> None:
    """Answer the one request.

    A second utterance of the same engine may be cut off: pyttsx3 stops what still
    plays before it begins, and that hits the newcomer. So there is no second one.
    """
    try:
        recording = utter(engine, json.loads(request)["text"], wish)
    except Fault as fault:
        _refuse(answers, fault)
        return
    head = json.dumps({"bytes": len(recording)}).encode()
    answers.write(head + b"\n" + recording)
    answers.flush()


def _refuse(answers: BinaryIO, fault: Fault) -> None:
    said = {"fault": fault.kind, "detail": fault.detail}
    answers.write(json.dumps(said).encode() + b"\n")
    answers.flush()


def main(arguments: list[str]) -> None:
    """Make an engine ready, then serve one line; arguments: voice, rate, seconds."""
    voice, rate, seconds = arguments
    # pyttsx3 prints "Audio saved to ..." where the answers go: give it another door
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    wish = Wish(voice=voice, rate_wpm=int(rate), wait_s=float(seconds))
    try:
        engine = pyttsx3.init("espeak")
    except (RuntimeError, OSError, ImportError) as error:
        sys.stdin.buffer.readline()
        _refuse(answers, Fault("voice", str(error)))
        return
    request = sys.stdin.buffer.readline()
    if request:
        serve(engine, wish, request, answers)


if __name__ == "__main__":
    main(sys.argv[1:])
