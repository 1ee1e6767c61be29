"""Read what the repository hands out again, a part an hour; mend what can be had anew.

One byte that a disk turned would have every device refuse the release that names the
file. What is signed (metadata, targets) `reading` checks itself.
"""

import logging
from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from programme.clock import Clock
from publishing.errors import NotThere
from publishing.files import FileStore
from publishing.release.disk import is_staged
from publishing.release.reading import ASSETS, RepositoryFolder
from publishing.release.repository import Repository

_FOLDERS = 256
_AN_HOUR = 11
"""Folders that are read in an hour: all in a day. A day's 24 hours do not divide them,
so a centre that runs in office hours alone comes to each as well."""
_log = logging.getLogger(__name__)


class AssetScrub:
    """Be asked once an hour."""

    def __init__(
        self, repository: Repository, *, files: FileStore, clock: Clock
    ) -> None:
        self._repository = repository
        self._files = files
        self._clock = clock

    def look(self) -> None:
        """Read this hour's part, and put whole files in the place of damaged ones.

        Raises:
            RepositoryUnwritable: The disk refused.
        """
        first = int(self._clock.now().timestamp() // 3600) * _AN_HOUR
        for place in range(first, first + _AN_HOUR):
            for path in damaged_in(self._repository, f"{place % _FOLDERS:02x}"):
                self._mend(path)

    def _mend(self, path: Path) -> None:
        try:
            # Pages, pictures and manifests lie among the desk's files too.
            body = self._files.get(path.name)
        except NotThere:
            _log.error(
                "%s is damaged and there is no whole copy: devices refuse what names"
                " it; restore it from a backup",
                path,
            )
            return
        self._repository.mend(path, body)
        _log.warning("%s was damaged and is whole again; look at the disk", path)


def damaged_in(repository: RepositoryFolder, folder: str = "??") -> Iterator[Path]:
    """Yield the assets whose bytes are not those of their names."""
    for path in sorted((repository.folder / ASSETS).glob(f"{folder}/*")):
        if not (is_staged(path) or _is_whole(path)):
            yield path


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest() == path.name
    except FileNotFoundError:
        # It was removed meanwhile: nothing names it.
        return True
    except OSError as error:
        _log.warning("%s: %s", path, error)
        return False
