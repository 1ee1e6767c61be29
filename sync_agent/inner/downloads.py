"""Fetch missing files by their SHA-256, several at once, going on where one broke off.

A file gets its name only after its length and digest were checked; who needs it, and
for what, is not known here.
"""

import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from programme.blocks import AssetRef
from sync_agent.assets import AssetFolder, AssetUnusable
from sync_agent.disk import DiskProblem, DiskRefused, refusals_of
from sync_agent.inner.errors import Flaw, ReleaseRefused
from sync_agent.inner.fetching import Arriving, Fetching
from sync_agent.inner.http_errors import AnswerRefused, AnswerTooLong, HttpFailed
from sync_agent.layout import Layout

MOST_BYTES = 64 * 1024 * 1024
_GOOD, _PARTIAL, _FORBIDDEN, _MISSING, _BAD_RANGE = 200, 206, 403, 404, 416


@dataclass(frozen=True, slots=True)
class Wanted:
    """Name a file; its length where it is signed as well."""

    sha256: str
    length: int | None = None

    @classmethod
    def of(cls, ref: AssetRef) -> "Wanted":
        """Return what a reference names."""
        return cls(ref.sha256, ref.length)


class Downloads:
    """Bring files from a repository into the asset folder."""

    def __init__(
        self,
        *,
        http: Fetching,
        repository_url: str,
        layout: Layout,
        at_once: int,
        spare_bytes: int = 0,
    ) -> None:
        self._http = http
        self._url = repository_url.rstrip("/") + "/assets"
        self._assets: AssetFolder = layout.assets
        self._incoming = layout.incoming
        self._at_once = at_once
        self._spare_bytes = spare_bytes

    def fetch(self, files: Iterable[Wanted]) -> None:
        """Return when every file is there, checked and lasting.

        Raises:
            ReleaseRefused: The repository lacks one, or has other bytes.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused, or has no room for them.
        """
        missing = self._missing(files)
        if not missing:
            return
        self._must_have_room(sum(file.length or 0 for file in missing))
        with refusals_of(self._incoming):
            self._incoming.mkdir(parents=True, exist_ok=True)
        try:
            self._each(missing)
        except HttpFailed as error:
            error.brought = len(missing) - len(self._missing(missing))
            raise
        finally:
            # What came before a failure is not fetched again: it must last as well.
            self._assets.sync(self._folders_of(missing))

    def _each(self, missing: list[Wanted]) -> None:
        """Fetch files, so many at once; raises as `fetch`."""
        if self._at_once == 1 or len(missing) == 1:
            for file in missing:
                self._one(file)
            return
        with ThreadPoolExecutor(self._at_once) as pool:
            for _ in pool.map(self._one, missing):
                continue

    def _folders_of(self, files: Iterable[Wanted]) -> set[Path]:
        paths = (self._assets.path_of(file.sha256) for file in files)
        return {path.parent for path in paths if path.exists()}

    def _missing(self, files: Iterable[Wanted]) -> list[Wanted]:
        each = {file.sha256: file for file in files}
        return [f for f in each.values() if not self._assets.holds(f.sha256, f.length)]

    def _must_have_room(self, length: int) -> None:
        """Leave the space that records need; pictures never take it.

        Raises:
            DiskRefused: There is no room.
        """
        with refusals_of(self._incoming):
            free = shutil.disk_usage(self._incoming.parent).free
        if free < length + self._spare_bytes:
            raise DiskRefused(self._incoming.name, DiskProblem.FULL)

    def _one(self, file: Wanted) -> None:
        """Fetch a file under its own name.

        Raises:
            ReleaseRefused: The repository lacks it, or has other bytes.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        part = self._incoming / f"{file.sha256}.part"
        self._download(file, part)
        try:
            self._assets.take(part, file.sha256)
        except AssetUnusable as error:
            with refusals_of(part):
                part.unlink(missing_ok=True)
            raise ReleaseRefused(Flaw.WRONG_FILE, file.sha256[:12]) from error

    def _download(self, file: Wanted, part: Path) -> None:
        """Write a file's bytes behind those that came in an earlier attempt.

        Raises:
            ReleaseRefused: The repository lacks it, or has more bytes than signed.
            HttpFailed: The centre does not answer as it should.
            DiskRefused: The disk refused.
        """
        url = f"{self._url}/{file.sha256[:2]}/{file.sha256}"
        held = part.stat().st_size if part.exists() else 0
        if held and held == file.length:
            return
        headers = {"Range": f"bytes={held}-"} if held else {}
        with self._http.stream(url, headers=headers) as incoming:
            _check_status(incoming.status, url, file, part)
            start = held if incoming.status == _PARTIAL else 0
            most = (MOST_BYTES if file.length is None else file.length) - start
            try:
                _write(incoming, part, start=start, most_bytes=most)
            except AnswerTooLong as error:
                with refusals_of(part):
                    part.unlink(missing_ok=True)
                raise ReleaseRefused(Flaw.WRONG_FILE, file.sha256[:12]) from error


def _check_status(status: int, url: str, file: Wanted, part: Path) -> None:
    """Return only where bytes of the file follow.

    Raises:
        ReleaseRefused: The repository has no such file.
        AnswerRefused: Any other answer.
    """
    if status in {_GOOD, _PARTIAL}:
        return
    if status in {_FORBIDDEN, _MISSING}:
        raise ReleaseRefused(Flaw.MISSING_FILE, file.sha256[:12])
    if status == _BAD_RANGE:
        # What is here is longer than the file: begin anew next time.
        with refusals_of(part):
            part.unlink(missing_ok=True)
    raise AnswerRefused(url, status)


def _write(incoming: Arriving, part: Path, *, start: int, most_bytes: int) -> None:
    with refusals_of(part), part.open("ab" if start else "wb") as target:
        for chunk in incoming.chunks(max(most_bytes, 0)):
            target.write(chunk)
