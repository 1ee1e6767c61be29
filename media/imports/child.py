"""Be the child process: read one file from stdin, answer on stdout, end.

Nothing here trusts the file; the parent trusts nothing that comes back.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict

from media.imports.cage import Limits, shut_in
from media.imports.cells import dumped, workbook_cells
from media.imports.convert import convert
from media.imports.drawing import drawn_page
from media.imports.errors import ImportRefused, LimitsExceeded
from media.imports.frames import read_frame, write_frame
from media.imports.kinds import Kind
from media.imports.result import Imported
from programme.blocks import Revision

MOST_BYTES = 1 << 30
_GOOD = b'{"ok": true}'


def main() -> None:
    """Convert the file that the parent sends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A library that prints would break the frames.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    order = json.loads(read_frame(sys.stdin.buffer, MOST_BYTES))
    data = read_frame(sys.stdin.buffer, MOST_BYTES)
    shut_in(Limits(**order["limits"]))
    frames = _answer(data, order)
    for frame in frames:
        write_frame(answers, frame)
    answers.close()


def _answer(data: bytes, order: Mapping[str, str]) -> list[bytes]:
    """Return the frames of the answer: a head, and what was wanted."""
    try:
        return _wanted(data, order)
    except ImportRefused as refused:
        return [_head(refused)]
    except (MemoryError, RecursionError):
        return [_head(LimitsExceeded(what="占用的内存太多"))]


def _wanted(data: bytes, order: Mapping[str, str]) -> list[bytes]:
    """Return cells, a page's picture, or the blocks, the places and the pictures."""
    want, _, number = order["want"].partition(" ")
    if want == "cells":
        return [_GOOD, dumped(workbook_cells(data, order["name"]))]
    if want == "page":
        return [_GOOD, drawn_page(data, Kind(order["kind"]), int(number))]
    return _frames(convert(data, Kind(order["kind"]), order["name"]))


def _head(refused: ImportRefused) -> bytes:
    head = {"ok": False, "code": refused.code, "facts": dict(refused.facts)}
    return json.dumps(head).encode()


def _frames(imported: Imported) -> list[bytes]:
    report = imported.report
    head = {
        "ok": True,
        "images": list(imported.images),
        "kept": report.kept,
        "simplified": report.simplified,
        "lost": report.lost,
        "hidden": report.hidden,
        "unread": report.unread,
    }
    revision = Revision(title=imported.title, blocks=imported.blocks)
    return [
        json.dumps(head).encode(),
        revision.canonical(),
        json.dumps([asdict(part) for part in imported.parts]).encode(),
        *imported.images.values(),
    ]
