"""Keep pictures of the glass until they are delivered, within a budget; send none.

Each lies below the disclosure and the page that it shows, so that it can be found and
erased when that page has to go (REQ-22): `shows/<disclosure>/<page>/ab/<sha256>`.
"""

import errno
import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sync_agent.assets import AssetFolder, AssetUnusable
from sync_agent.disk import refusals_of

_UNNAMED = "_"
"""Stands for no disclosure, and for no page; it is no identifier and no digest."""
_BY_MATTER = "shows/*/*/[0-9a-f][0-9a-f]/*"
_OF_NO_MATTER = "[0-9a-f][0-9a-f]/*"
"""Pictures of earlier builds: nobody can tell what they show."""
_EMPTIED = ("shows/*/*/[0-9a-f][0-9a-f]", "[0-9a-f][0-9a-f]", "shows/*/*", "shows/*")
"""Folders of pictures, the inner ones first."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows:
    """Be what a picture shows, as the page itself said."""

    disclosure: str = ""
    """Empty: a page without a disclosure."""
    page: str = ""
    """The page image's SHA-256; empty: not known."""


PLAIN = Shows()


class Captures:
    """Hold pictures by their SHA-256; the oldest gives way to the newest."""

    def __init__(self, root: Path) -> None:
        self._root = root / "captures"

    def keep(self, picture: bytes, *, budget_bytes: int, shows: Shows = PLAIN) -> str:
        """Keep a picture, and return its name.

        Raises:
            DiskRefused: The disk refused.
        """
        self._make_room(budget_bytes - len(picture))
        matter, page = shows.disclosure or _UNNAMED, shows.page or _UNNAMED
        return AssetFolder(self._root / "shows" / matter / page).put(picture)

    def waiting(self) -> tuple[str, ...]:
        """Return the names of the pictures that are here, the oldest first.

        Raises:
            DiskRefused: The disk refused.
        """
        return tuple(path.name for path in self._paths())

    def read(self, sha256: str) -> bytes | None:
        """Return a picture; None: it is damaged or gone, and given up.

        Raises:
            DiskRefused: The disk refused.
        """
        for folder in self._folders_of(sha256):
            try:
                return folder.read(sha256)
            except AssetUnusable as error:
                _log.warning("a picture of the glass is lost: %s", error)
                folder.discard(sha256)
        return None

    def drop(self, sha256: str) -> None:
        """Forget a picture: it was delivered, or nobody wants it.

        Raises:
            DiskRefused: The disk refused.
        """
        for folder in self._folders_of(sha256):
            folder.discard(sha256)

    def erase(self, still_shown: Mapping[str, Collection[str]]) -> int:
        """Remove what shows disclosures that have to be erased; return how many files.

        What no disclosure is known of goes as well, and what writings left that broke
        off.

        Args:
            still_shown: By disclosure, its pages that hang lawfully all the same, as
                those of a later version.

        Raises:
            DiskRefused: The disk refused.
        """
        gone = 0
        for path in self._every() if still_shown else ():
            matter, page = self._shown_on(path)
            lawful = still_shown.get(matter)
            if not matter or (lawful is not None and page not in lawful):
                gone += self._remove(path)
        return gone

    def drop_older(self, than: datetime) -> int:
        """Remove pictures that were kept before an instant; return how many.

        Raises:
            DiskRefused: The disk refused.
        """
        before_ns = int(than.timestamp() * 1e9)
        return sum(
            self._remove(path) for path in self._paths() if _age(path)[0] < before_ns
        )

    def drop_folders(self, unused_since: datetime) -> int:
        """Remove folders in which nothing lies any more; return how many.

        Every picture makes its own, and each look for pictures goes through all.

        Args:
            unused_since: A folder that was changed later may be about to be filled.

        Raises:
            DiskRefused: The disk refused.
        """
        gone = 0
        with refusals_of(self._root):
            for pattern in _EMPTIED:
                for folder in [*self._root.glob(pattern)]:
                    if folder.stat().st_mtime < unused_since.timestamp():
                        gone += _removed_if_empty(folder)
        return gone

    def _shown_on(self, path: Path) -> tuple[str, str]:
        """Return disclosure and page of a picture; two times nothing: not known."""
        parts = path.relative_to(self._root).parts
        return (parts[1], parts[2]) if parts[0] == "shows" else ("", "")

    def _remove(self, path: Path) -> int:
        with refusals_of(self._root):
            try:
                path.unlink()
            except FileNotFoundError:
                # Delivered between two looks.
                return 0
        return 1

    def _make_room(self, budget_bytes: int) -> None:
        with refusals_of(self._root):
            kept = [(path, path.stat().st_size) for path in self._paths()]
        total = sum(size for _, size in kept)
        for path, size in kept:
            if total <= budget_bytes:
                return
            self._remove(path)
            total -= size

    def _folders_of(self, sha256: str) -> Iterator[AssetFolder]:
        for path in self._paths():
            if path.name == sha256:
                yield AssetFolder(path.parent.parent)

    def _paths(self) -> list[Path]:
        with refusals_of(self._root):
            return sorted(filter(_is_named, self._every()), key=_age)

    def _every(self) -> list[Path]:
        with refusals_of(self._root):
            return [*self._root.glob(_BY_MATTER), *self._root.glob(_OF_NO_MATTER)]


def _is_named(path: Path) -> bool:
    """Say whether a file is a picture, and not what a writing that broke off left."""
    return len(path.name) == 64 and path.name.isalnum()  # noqa: PLR2004 - a SHA-256


def _removed_if_empty(folder: Path) -> bool:
    if any(folder.iterdir()):
        return False
    try:
        folder.rmdir()
    except OSError as error:
        if error.errno == errno.ENOTEMPTY:
            # A picture came between two looks.
            return False
        raise
    return True


def _age(path: Path) -> tuple[int, str]:
    try:
        return path.stat().st_mtime_ns, path.name
    except FileNotFoundError:
        # Delivered between two looks.
        return 0, path.name
