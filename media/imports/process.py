"""Run conversions in children, two at a time; no file's bytes are read here."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import TypeAdapter

import media
from media.imports.cage import Limits
from media.imports.cells import CellSheet, loaded
from media.imports.errors import REFUSALS, Damaged, ImportRefused, LimitsExceeded
from media.imports.frames import PipeBroken, read_frame, write_frame
from media.imports.kinds import Kind
from media.imports.result import Imported, ImportReport, SourcePart
from programme.blocks import Revision, images_of
from programme.canonical import sha256_hex
from programme.errors import ContractError

AT_ONCE = 2
_MOST_ANSWER = 256 * 1024 * 1024
_MOST_HEAD = 1024 * 1024
_ROOT = Path(media.__file__).resolve().parents[1]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from media.imports.child import main; main()"
)
_XCPU = 24
_PARTING_S = 3.0
_PARTS = TypeAdapter(tuple[SourcePart, ...])
T = TypeVar("T")
_GATE = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Be what a child is asked to convert."""

    data: bytes
    kind: Kind
    name: str


def convert_apart(order: Order, limits: Limits) -> Imported:
    """Return what a child made of a file.

    Raises:
        ImportRefused: The child refused it, or used more than it may.
    """
    return _apart(order, limits, "blocks", _answer)


def cells_apart(order: Order, limits: Limits) -> tuple[CellSheet, ...]:
    """Return the cells that a child found in an Excel file.

    Raises:
        ImportRefused: The child refused it, or used more than it may.
    """
    return _apart(order, limits, "cells", _cells)


def page_apart(order: Order, page: int, limits: Limits) -> bytes:
    """Return a page of a file, from 1, as a child drew it.

    Raises:
        ImportRefused: The child refused it, or used more than it may.
    """
    return _apart(order, limits, f"page {page}", _page)


def _apart(
    order: Order, limits: Limits, want: str, read: Callable[[IO[bytes]], T]
) -> T:
    with _GATE:
        child = _started()
        timer = threading.Timer(limits.wall_s, child.kill)
        timer.start()
        try:
            _ask(child, order, limits, want)
            return read(_pipe(child.stdout))
        except (
            PipeBroken,
            BrokenPipeError,
            ValueError,
            KeyError,
            ContractError,
        ) as error:
            raise _reason(child, timed_out=not timer.is_alive()) from error
        finally:
            timer.cancel()
            _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Let a child that has answered end by itself, and end any other."""
    try:
        child.communicate(timeout=_PARTING_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
    except BrokenPipeError:
        child.kill()
        child.wait()


def _started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-c", _START, str(_ROOT)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _ask(
    child: subprocess.Popen[bytes], order: Order, limits: Limits, want: str
) -> None:
    pipe = _pipe(child.stdin)
    question = {
        "kind": order.kind,
        "name": order.name,
        "want": want,
        "limits": asdict(limits),
    }
    write_frame(pipe, json.dumps(question).encode())
    write_frame(pipe, order.data)
    pipe.flush()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """Return a pipe that is there.

    Raises:
        PipeBroken: It is not.
    """
    if pipe is None:
        raise PipeBroken
    return pipe


def _head(pipe: IO[bytes]) -> Mapping[str, Any]:
    """Return the head of an answer.

    Raises:
        ImportRefused: The child refused the file.
    """
    head: Mapping[str, Any] = json.loads(read_frame(pipe, _MOST_HEAD))
    if not head["ok"]:
        raise _refusal(head["code"], head["facts"])
    return head


def _cells(pipe: IO[bytes]) -> tuple[CellSheet, ...]:
    _head(pipe)
    return loaded(read_frame(pipe, _MOST_ANSWER))


def _page(pipe: IO[bytes]) -> bytes:
    _head(pipe)
    data = read_frame(pipe, _MOST_ANSWER)
    if not (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise PipeBroken
    return data


def _answer(pipe: IO[bytes]) -> Imported:
    head = _head(pipe)
    room = _MOST_ANSWER
    revision = Revision.parse(read_frame(pipe, room))
    parts = _PARTS.validate_json(read_frame(pipe, room))
    if any(number >= len(revision.blocks) for part in parts for number in part.blocks):
        raise PipeBroken
    images: dict[str, bytes] = {}
    for _ in head["images"]:
        data = read_frame(pipe, room)
        room -= len(data)
        images[sha256_hex(data)] = data
    if {ref.sha256 for ref in images_of(revision.blocks)} != images.keys():
        raise PipeBroken
    report = ImportReport(
        kept=tuple(head["kept"]),
        simplified=tuple(head["simplified"]),
        lost=tuple(head["lost"]),
        hidden=tuple(head["hidden"]),
        unread=tuple(head["unread"]),
    )
    return Imported(
        title=revision.title,
        blocks=revision.blocks,
        images=images,
        report=report,
        parts=parts,
    )


def _refusal(code: str, facts: Mapping[str, str | int]) -> ImportRefused:
    return REFUSALS[code](**facts)


def _reason(child: subprocess.Popen[bytes], *, timed_out: bool) -> ImportRefused:
    """Return why a child ended without an answer."""
    child.kill()
    ended = child.wait()
    if timed_out or ended == -_XCPU:
        return LimitsExceeded(what="用的时间太长")
    if ended < 0:
        return Damaged(reason="读到一半停了")
    return Damaged(reason="读不懂里面的内容")
