"""Be the line to a repository that lies on a stick; trust none of it.

A file that is not there is answered as a web server would, so that the same verifier
says the same; a stick that is gone is told apart.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

from config.sticks import open_plain
from programme.stick import MARK, REPOSITORY
from sync_agent.inner.http import Answer
from sync_agent.inner.http_errors import AnswerTooLong, HttpFailed

URL = "stick:"
"""Stands for the repository's folder on the stick that is in."""
_CHUNK = 256 * 1024
_GOOD, _PARTIAL, _MISSING, _BAD_RANGE = 200, 206, 404, 416


class StickGone(HttpFailed):
    """Say that a stick was pulled out, or cannot be read."""

    code = "stick_gone"

    def __init__(self) -> None:
        super().__init__(
            "U 盘读到一半读不出来了，可能被拔掉了。本机照旧展示原来的内容，"
            "请插好 U 盘再导入一次。"
        )


class StickLine:
    """Read one stick, wherever it is mounted."""

    def __init__(self, stick: Path) -> None:
        self._stick = stick
        self._root = stick / REPOSITORY

    def get(
        self, url: str, *, most_bytes: int, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Return the whole answer.

        Raises:
            StickGone: The stick cannot be read.
            AnswerTooLong: The file is longer than it may be.
        """
        with self.stream(url, headers=headers) as arriving:
            body = b"".join(arriving.chunks(most_bytes))
        return Answer(status=arriving.status, headers={}, body=body)

    @contextmanager
    def stream(
        self, url: str, *, headers: Mapping[str, str] | None = None
    ) -> Iterator["FromStick"]:
        """Open a file, from the place that a range header names.

        Raises:
            StickGone: The stick cannot be read.
        """
        file = self._opened(self._path_of(url))
        if file is None:
            yield FromStick(url, _MISSING, None)
            return
        with file:
            yield FromStick(url, _placed(file, _start_of(headers or {})), file)

    def _opened(self, path: Path) -> BinaryIO | None:
        """Return a file of the stick; None: there is none of this name.

        Raises:
            StickGone: The stick cannot be read.
        """
        try:
            return open_plain(path)
        except (FileNotFoundError, NotADirectoryError) as error:
            self._must_be_in(error)
            return None
        except OSError as error:
            raise StickGone from error

    def _path_of(self, url: str) -> Path:
        """Return where a file lies; one outside of the repository is none at all."""
        parts = PurePosixPath(unquote(url.removeprefix(URL)).lstrip("/")).parts
        if any(part in {"..", ""} or "\0" in part for part in parts):
            return self._root / "nowhere"
        return self._root.joinpath(*parts)

    def _must_be_in(self, error: OSError) -> None:
        """Return only if the stick is in: a file that is missing then was not there.

        Raises:
            StickGone: It is not.
        """
        if not (self._stick / MARK).is_file():
            raise StickGone from error


class FromStick:
    """Be a file on its way."""

    def __init__(self, url: str, status: int, file: BinaryIO | None) -> None:
        self._url = url
        self.status = status
        self._file = file

    def chunks(self, most_bytes: int | None) -> Iterator[bytes]:
        """Yield its bytes.

        Raises:
            StickGone: The stick cannot be read.
            AnswerTooLong: There are more than there may be.
        """
        received = 0
        while piece := self._read():
            received += len(piece)
            if most_bytes is not None and received > most_bytes:
                raise AnswerTooLong(self._url, most_bytes)
            yield piece

    def _read(self) -> bytes:
        if self._file is None:
            return b""
        try:
            return self._file.read(_CHUNK)
        except OSError as error:
            raise StickGone from error


def _placed(file: BinaryIO, start: int) -> int:
    """Go to a place in a file, and return the status that tells of it.

    Raises:
        StickGone: The stick cannot be read.
    """
    if not start:
        return _GOOD
    try:
        length = file.seek(0, os.SEEK_END)
        file.seek(min(start, length))
    except OSError as error:
        raise StickGone from error
    return _PARTIAL if start < length else _BAD_RANGE


def _start_of(headers: Mapping[str, str]) -> int:
    told = headers.get("Range", "").removeprefix("bytes=").rstrip("-")
    return int(told) if told.isdecimal() else 0
